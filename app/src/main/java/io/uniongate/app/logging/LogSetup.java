package io.uniongate.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.uniongate.app.config.AppConfig.LogFormat;
import io.uniongate.app.config.AppConfig.LogLevel;
import io.uniongate.app.config.AppConfig.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sends the log to standard output: JSON lines for collectors, text for a person at a terminal. */
public final class LogSetup {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-20logger{0} %msg %kvp{NONE}%n";
    private static final Map<String, Level> QUIETER = Map.of(
            "io.netty", Level.WARN,
            "io.vertx", Level.WARN,
            "org.flywaydb", Level.WARN,
            "io.zonky", Level.WARN,
            // Its warning is of two pools of one name, which a node has by design.
            "io.micrometer", Level.ERROR,
            "org.postgresql", Level.WARN,
            "com.google.crypto.tink", Level.WARN);

    private LogSetup() {}

    public static void apply(Logging logging) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            apply(context, logging);
        }
    }

    /** Writes what is still waiting; nothing is logged after it. */
    public static void stop() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.stop();
        }
    }

    private static void apply(LoggerContext context, Logging logging) {
        RequestIdAppender appender = new RequestIdAppender();
        appender.setContext(context);
        appender.addAppender(console(context, encoder(logging.format())));
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(level(logging.level()));
        QUIETER.forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    private static BufferedConsole console(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        BufferedConsole console = new BufferedConsole();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        return console;
    }

    static Encoder<ILoggingEvent> encoder(LogFormat format) {
        boolean text = format == LogFormat.TEXT || (format == LogFormat.AUTO && isTerminal());
        return text ? text() : json();
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setTimestamp("time");
        names.setLogger("logger");
        names.setThread("thread");
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setFieldNames(names);
        encoder.setTimeZone("UTC");
        return encoder;
    }

    /** Asked of the system, since from JDK 22 on the JVM has a console even without a terminal. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().matches("/dev/(pts/|tty).*");
        } catch (IOException notLinux) {
            return System.getenv("TERM") != null;
        }
    }

    private static Level level(LogLevel level) {
        return Level.toLevel(level.name());
    }
}
