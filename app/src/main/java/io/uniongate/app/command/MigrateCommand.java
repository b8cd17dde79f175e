package io.uniongate.app.command;

import io.uniongate.app.server.Storage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code uniongate migrate}. */
@Command(name = "migrate", description = "Brings the database's schema up to this release; serve does so too.")
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<String> applied = Storage.migrate(config.apply());
        PrintWriter out = spec.commandLine().getOut();
        applied.forEach(migration -> out.println("applied " + migration));
        out.println(applied.isEmpty() ? "The schema was up to date." : "The schema is up to date now.");
        return 0;
    }
}
