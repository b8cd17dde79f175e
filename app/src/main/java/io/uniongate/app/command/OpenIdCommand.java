package io.uniongate.app.command;

import io.uniongate.app.bulk.PacedRun;
import io.uniongate.auth.OpenIdMigration;
import io.uniongate.contract.AppId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code uniongate openid migrate}. */
@Command(name = "openid", description = "Who people are to one account.", synopsisSubcommandLabel = "COMMAND")
final class OpenIdCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "migrate",
            description = {
                "After the migration of an official account, gives its people their openids of the new account.",
                "WeChat answers for 15 days after it has passed the migration. Keep the old account's app in the"
                        + " database, its secret is not needed. Whoever WeChat refuses is told with its reason; then"
                        + " the exit code is 1. Stopped at any point, the same command goes on where it stood."
            })
    int migrate(
            @Mixin ConfigOption config,
            @Mixin ReportOption report,
            @Mixin PaceOption pace,
            @Option(names = "--from", paramLabel = "OLD", required = true, description = "appId of the old account")
                    AppId from,
            @Option(
                            names = "--from-original-id",
                            paramLabel = "GH_ID",
                            description = "original id of the old account (gh_…), tried before its appId")
                    @Nullable
                    String originalId,
            @Option(names = "--to", paramLabel = "NEW", required = true, description = "appId of the new account")
                    AppId to) {
        OpenIdMigration.Route route = new OpenIdMigration.Route(from, originalId, to);
        return report.print(
                PacedRun.migrate(
                        config.apply(),
                        route,
                        pace.options(),
                        spec.commandLine().getErr()::println),
                spec.commandLine().getOut());
    }
}
