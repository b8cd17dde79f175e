package io.uniongate.app.command;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.logging.LogSetup;
import io.uniongate.contract.AppId;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

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
        int exit = legible(commandLine()).execute(arguments);
        LogSetup.stop();
        System.exit(exit);
    }

    /** The C locale, which is that of most containers, knows ASCII alone; whatever shows its output knows UTF-8. */
    private static CommandLine legible(CommandLine line) {
        boolean ascii =
                Charset.forName(System.getProperty("native.encoding", "UTF-8")).equals(StandardCharsets.US_ASCII);
        return ascii
                ? line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                : line;
    }

    static CommandLine commandLine() {
        return new CommandLine(new UnionGate())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(AppId.class, UnionGate::appId)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Failures.lines(failure).forEach(command.getErr()::println);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** A name that cannot be one is bad usage, and no failure of the command. */
    private static AppId appId(String name) {
        if (name.isBlank()) {
            throw new TypeConversionException("an AppID is not blank");
        }
        return new AppId(name);
    }
}
