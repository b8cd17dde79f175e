package io.uniongate.benchmarks;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts statements and transactions in a part of Postgres's log. Its statistics would tell transactions too, but each
 * connection reports them about once in a second only, all of them at the same time.
 */
final class StatementLog {
    private static final Pattern STATEMENT =
            Pattern.compile(".*\\[(\\d+)] LOG:  (?:execute [^:]*|statement): (\\w+).*", Pattern.DOTALL);
    private static final Set<String> ENDS = Set.of("COMMIT", "ROLLBACK");

    private final Set<String> inTransaction = new HashSet<>();
    private int statements;
    private int transactions;

    private StatementLog() {}

    /** A transaction that began before this part of the log is counted where it ends. */
    record Counts(int statements, int transactions) {}

    static Counts count(String log) {
        StatementLog counting = new StatementLog();
        log.lines().map(STATEMENT::matcher).filter(Matcher::matches).forEach(counting::add);
        return new Counts(counting.statements, counting.transactions);
    }

    private void add(Matcher line) {
        String connection = line.group(1);
        String verb = line.group(2);
        statements++;
        if (verb.equals("BEGIN")) {
            inTransaction.add(connection);
        } else if (ENDS.contains(verb)) {
            inTransaction.remove(connection);
            transactions++;
        } else if (!inTransaction.contains(connection)) {
            transactions++;
        }
    }
}
