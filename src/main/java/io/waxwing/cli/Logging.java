package io.waxwing.cli;

/**
 * How the command line program logs: a line on standard error, flows from INFO on, the runner itself from WARN on. Done by properties
 * of slf4j-simple, so that nothing of it is loaded before something is logged; what the user has set with -D stays. (Measured: the
 * first line costs a sixth of what it costs with logback, which a process of a cluster pays at each start.)
 */
final class Logging {
    private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void prepare(boolean verbose) {
        set("defaultLogLevel", "info");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("log.io.waxwing", verbose ? "debug" : "warn");
        set("log.io.netty", "warn");
    }

    private static void set(String name, String value) {
        if (System.getProperty(SIMPLE_LOGGER + name) == null) {
            System.setProperty(SIMPLE_LOGGER + name, value);
        }
    }
}
