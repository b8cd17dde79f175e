package io.uniongate.app.command;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.LoadedConfig;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code uniongate config check} and {@code uniongate config print}. */
@Command(
        name = "config",
        description = "Looks at the configuration without starting anything.",
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "check", description = "Tells every mistake in the configuration, a line each.")
    int check(@Mixin ConfigOption option) {
        AppConfig config = option.load().config();
        out().println("The configuration stands: " + config.apps().byId().size() + " apps, "
                + config.clients().byId().size() + " clients, " + config.http().publicUrl());
        return 0;
    }

    @Command(
            name = "print",
            description = "Prints every value in effect and where it comes from; secrets are not shown.")
    int print(@Mixin ConfigOption option) {
        LoadedConfig loaded = option.load();
        loaded.listing().forEach(out()::println);
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
