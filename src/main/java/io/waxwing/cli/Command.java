package io.waxwing.cli;

/** What a command line asks for. */
sealed interface Command {

    /** To run a dataflow. */
    record Run(Arguments arguments) implements Command {}

    /** To print something that was asked for on standard output: help, version, a completion script. */
    record Print(String text) implements Command {}

    /** To look after a recovery directory. */
    record Recover(RecoveryCommand recovery) implements Command {}

    /** To explain windows. */
    record Explain(ExplainWindow windows) implements Command {}
}
