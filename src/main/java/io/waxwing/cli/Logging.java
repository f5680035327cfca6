package io.waxwing.cli;

import org.jspecify.annotations.Nullable;

/** Whether the runner itself says more than warnings; read by {@link LogSetup} when the first logger is asked for. */
final class Logging {
    private static final String LEVEL = "waxwing.log.level";

    private Logging() {}

    /** Loads nothing; what the user has set with -D stays. */
    static void prepare(boolean verbose) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, verbose ? "debug" : "warn");
        }
    }

    /** The level of the runner's own loggers; null when this is not the command line program. */
    static @Nullable String level() {
        return System.getProperty(LEVEL);
    }
}
