package io.uniongate.app.command;

import io.uniongate.app.bulk.PacedRun;
import io.uniongate.contract.AppId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code uniongate unionid backfill}. */
@Command(name = "unionid", description = "What makes one person of many openids.", synopsisSubcommandLabel = "COMMAND")
final class UnionIdCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "backfill",
            description = {
                "Asks WeChat for the unionids that are missing in an official account, and unifies whoever turns out"
                        + " to be one person; followers of whom no user is known are counted and left out.",
                "Stopped at any point, the same command goes on where it stood."
            })
    int backfill(
            @Mixin ConfigOption config,
            @Mixin ReportOption report,
            @Mixin PaceOption pace,
            @Option(names = "--app", paramLabel = "ID", required = true, description = "the official account")
                    AppId app) {
        return report.print(
                PacedRun.backfill(config.apply(), app, pace.options()),
                spec.commandLine().getOut());
    }
}
