package io.uniongate.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb} and {@code pg_ctl} for one directory, as the user Postgres may run as. */
record ServerPrograms(Path home, ServerDirectory directory, ServerUser user) {
    static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final long LONGEST_SECONDS = 90;

    void require(String program, List<String> arguments) {
        if (!run(program, arguments)) {
            throw new DatabaseException("the embedded Postgres in " + directory.root() + " did not start (" + program
                    + "): " + directory.lastComplaint());
        }
    }

    boolean run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin")
                .resolve(WINDOWS ? program + ".exe" : program)
                .toString());
        command.addAll(arguments);
        try {
            Process process = process(user.command(command)).start();
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new DatabaseException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while running " + program, e);
        }
    }

    /** To a file, not a pipe: the server inherits it and would keep a reader waiting for as long as it runs. */
    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.commandLog().toFile());
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
