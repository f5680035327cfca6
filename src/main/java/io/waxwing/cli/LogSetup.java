package io.waxwing.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How the command line program logs, without an XML file to read at each start: a line on standard error, flows from INFO on, the
 * runner from WARN on, or DEBUG with {@code -v}. A program that embeds the runner, and a user's own logback file, are left alone.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Called by logback through its service file. */
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String level = Logging.level();
        if (level == null || System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{0}: %msg%n");
        encoder.start();
        var stderr = new ConsoleAppender<ILoggingEvent>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(stderr);
        context.getLogger("io.waxwing").setLevel(Level.toLevel(level, Level.WARN));
        context.getLogger("io.netty").setLevel(Level.WARN);
        context.getLogger("org.sqlite").setLevel(Level.OFF); // what it logs is told in one line
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
