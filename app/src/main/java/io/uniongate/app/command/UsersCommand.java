package io.uniongate.app.command;

import io.uniongate.app.bulk.ImportRun;
import io.uniongate.app.bulk.PhoneColumn;
import io.uniongate.app.bulk.Report;
import io.uniongate.contract.AppId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code uniongate users import}. */
@Command(name = "users", description = "The users.", synopsisSubcommandLabel = "COMMAND")
final class UsersCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "import",
            description = {
                "Takes over people of another system, by the rules of a sign-in: a known unionid is the same person.",
                "FILE is UTF-8: CSV with a header, or one JSON object a line; appId, openid, unionid, nickName,"
                        + " avatarUrl, phone, countryCode, createdAt and externalId, of which only openid is needed"
                        + " where --app is given.",
                "Stopped at any point, the same command goes on where it stood. Bad lines are told and left out;"
                        + " then the exit code is 1."
            })
    int importUsers(
            @Mixin ConfigOption config,
            @Mixin ReportOption report,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--app", paramLabel = "ID", description = "the app of lines that name none") @Nullable
                    AppId app,
            @Option(
                            names = "--country-code",
                            paramLabel = "CODE",
                            description = "the country of phone numbers that begin with no + and name none, like 86")
                    @Nullable
                    String countryCode,
            @Option(
                            names = "--portion",
                            paramLabel = "LINES",
                            defaultValue = "2000",
                            description = "lines a transaction (default: ${DEFAULT-VALUE})")
                    int portion,
            @Option(names = "--strict", description = "stop at the first bad line") boolean strict,
            @Option(names = "--again", description = "begin at the first line, whatever was imported before")
                    boolean again,
            @Option(
                            names = "--dry-run",
                            description =
                                    "do all of it and keep nothing; a person in two portions is" + " counted as two")
                    boolean dryRun) {
        check(Files.isRegularFile(file), "'" + file + "' is not a file");
        check(portion >= 1, "--portion must be at least 1");
        check(countryCode == null || PhoneColumn.isCountryCode(countryCode), "--country-code must be 1 to 3 digits");
        ImportRun.Defaults defaults = new ImportRun.Defaults(app, countryCode);
        Report imported = ImportRun.of(
                config.apply(),
                new ImportRun.Options(file, defaults, portion, strict, again, dryRun),
                spec.commandLine().getErr()::println);
        return report.print(imported, spec.commandLine().getOut());
    }

    private void check(boolean holds, String mistake) {
        if (!holds) {
            throw new CommandLine.ParameterException(spec.subcommands().get("import"), mistake);
        }
    }
}
