package io.waxwing.cli;

/** The subcommands; they win over modules of that name. */
enum Subcommand {
    RUN("run", "Run a dataflow: the long form of giving the module alone."),
    RECOVERY("recovery", "Look after a recovery directory; but for backup, while no flow is using it."),
    EXPLAIN_WINDOW("explain-window", "Show which windows values get into, which are late, and what closes when."),
    COMPLETION("completion", "Print a script for bash and zsh that completes options."),
    HELP("help", "Show the help of a command.");

    private final String typed;
    private final String help;

    Subcommand(String typed, String help) {
        this.typed = typed;
        this.help = help;
    }

    String typed() {
        return typed;
    }

    String help() {
        return help;
    }

    static boolean isName(String argument) {
        for (Subcommand subcommand : values()) {
            if (subcommand.typed.equals(argument)) {
                return true;
            }
        }
        return false;
    }
}
