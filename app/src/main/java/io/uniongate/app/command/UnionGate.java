package io.uniongate.app.command;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.logging.LogSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, and {@code main}. */
@Command(
        name = "uniongate",
        description = "The identity backend for WeChat: every surface, one user per person.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:bad usage"},
        subcommands = {
            ServeCommand.class,
            DevCommand.class,
            MigrateCommand.class,
            KeysCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            UsersCommand.class,
            UnionIdCommand.class,
            OpenIdCommand.class,
            SimulateCommand.class
        })
public final class UnionGate {
    public static void main(String[] arguments) {
        LogSetup.apply(new AppConfig.Logging(AppConfig.LogFormat.AUTO, AppConfig.LogLevel.INFO));
        int exit = commandLine().execute(arguments);
        LogSetup.stop();
        System.exit(exit);
    }

    static CommandLine commandLine() {
        return new CommandLine(new UnionGate())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Failures.lines(failure).forEach(command.getErr()::println);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
