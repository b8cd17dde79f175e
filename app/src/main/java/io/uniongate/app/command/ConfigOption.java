package io.uniongate.app.command;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.config.LoadedConfig;
import io.uniongate.app.logging.LogSetup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, for every command that needs the configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the configuration; uniongate.yaml if there is one")
    private @Nullable Path file;

    LoadedConfig load() {
        return ConfigLoader.load(file, System.getenv());
    }

    /** From here on the log is as the configuration wants it. */
    AppConfig apply() {
        AppConfig config = load().config();
        LogSetup.apply(config.logging());
        return config;
    }
}
