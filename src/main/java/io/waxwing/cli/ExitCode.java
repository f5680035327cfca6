package io.waxwing.cli;

/** What the process tells its caller; the whole contract of the command line with scripts. */
enum ExitCode {
    FINISHED(0, "finished"),
    FLOW_FAILED(1, "the flow failed: user code, source, sink"),
    USAGE(2, "wrong usage, or no dataflow to run"),
    OUT_OF_MEMORY(3, "out of memory"),
    PEER_FAILED(4, "stopped because another process failed"),
    HANDSHAKE(5, "the processes do not agree, or one could not prove to belong"),
    RECOVERY(6, "the recovery store cannot be used, or a file does not fit its saved position"),
    NETWORK(7, "could not bind, resolve or connect in time"),
    HANGUP(129, "stopped by SIGHUP"),
    INTERRUPTED(130, "stopped by SIGINT"),
    STDOUT_CLOSED(141, "the reader of standard output went away"),
    TERMINATED(143, "stopped by SIGTERM");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
