package io.uniongate.benchmarks;

import io.uniongate.app.config.AppConfig.LogFormat;
import io.uniongate.app.config.AppConfig.LogLevel;
import io.uniongate.app.config.AppConfig.Logging;
import io.uniongate.app.logging.LogSetup;

/** Only warnings, from everything but our own server, which logs as it is shipped. */
final class Quiet {
    private Quiet() {}

    static void please() {
        LogSetup.apply(new Logging(LogFormat.TEXT, LogLevel.WARN));
    }
}
