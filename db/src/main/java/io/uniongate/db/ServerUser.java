package io.uniongate.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under whose name Postgres runs. It refuses to run as root; root therefore starts it in a user namespace of its own,
 * or, where those are forbidden (most containers), as an unprivileged user who is given the directory.
 */
record ServerUser(List<String> prefix, @Nullable Account account) {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final Path ACCOUNTS = Path.of("/etc/passwd");

    /** A line of {@code /etc/passwd}. */
    record Account(String name, int user, int group) {}

    static ServerUser current() {
        if (!isRoot()) {
            return new ServerUser(List.of(), null);
        }
        return namespacesAllowed() ? new ServerUser(NAMESPACE, new Account("root", 0, 0)) : unprivileged();
    }

    static ServerUser unprivileged() {
        Account account = Stream.of("postgres", "nobody")
                .flatMap(ServerUser::account)
                .findFirst()
                .orElseThrow(() -> refused("there is no user 'postgres' or 'nobody' to run it as"));
        String user = String.valueOf(account.user());
        String group = String.valueOf(account.group());
        return new ServerUser(List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups"), account);
    }

    static boolean isRoot() {
        return ProcessHandle.current().info().user().filter("root"::equals).isPresent();
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives the directory to the account Postgres runs as; does nothing where we run it under our own name. */
    void own(Path directory) {
        if (account == null || owns(directory, account)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", account.user());
                Files.setAttribute(path, "unix:gid", account.group());
            }
        } catch (IOException e) {
            throw new DatabaseException("cannot give " + directory + " to user " + account.name() + ": " + e, e);
        }
    }

    void requireAccess(Path directory) {
        if (!prefix.isEmpty() && !succeeds(command(List.of("test", "-x", directory.toString())))) {
            throw refused((account == null ? "" : "user " + account.name() + " ") + "cannot enter " + directory);
        }
    }

    private static boolean owns(Path directory, Account account) {
        try {
            return Files.getAttribute(directory, "unix:uid").equals(account.user());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean namespacesAllowed() {
        List<String> probe = new ArrayList<>(NAMESPACE);
        probe.add("true");
        return succeeds(probe);
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Stream<Account> account(String name) {
        try (Stream<String> lines = Files.lines(ACCOUNTS)) {
            return lines
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .map(fields -> new Account(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static DatabaseException refused(String reason) {
        return new DatabaseException("the embedded Postgres cannot run as root here: user namespaces are forbidden and "
                + reason + "; run as an ordinary user, choose another directory, or set database.url to a Postgres");
    }
}
