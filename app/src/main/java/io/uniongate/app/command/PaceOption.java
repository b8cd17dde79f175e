package io.uniongate.app.command;

import io.uniongate.app.bulk.PacedRun;
import picocli.CommandLine.Option;

/** {@code --rate} and {@code --dry-run}, for commands that ask WeChat about many people. */
final class PaceOption {
    @Option(
            names = "--rate",
            paramLabel = "CALLS",
            defaultValue = "5",
            description = "calls of WeChat a second at most, of 100 people each (default: ${DEFAULT-VALUE})")
    private int rate = 5;

    @Option(names = "--dry-run", description = "ask WeChat, but keep nothing of its answers")
    private boolean dryRun;

    PacedRun.Options options() {
        return new PacedRun.Options(Math.max(1, rate), dryRun);
    }
}
