package io.uniongate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatementLogTest {
    @Test
    void countsAStatementOfItsOwnAsATransaction() {
        String log = """
                2026-11-21 09:21:01.744 UTC [11] LOG:  execute S_1: UPDATE session
                \tSET refresh_counter = 1
                2026-11-21 09:21:01.745 UTC [12] LOG:  execute S_1: SELECT 1
                """;

        StatementLog.Counts counts = StatementLog.count(log);

        assertThat(counts).isEqualTo(new StatementLog.Counts(2, 2));
    }

    @Test
    void countsAllBetweenBeginAndCommitAsOneTransactionOfItsConnection() {
        String log = """
                2026-11-21 09:21:01.744 UTC [11] LOG:  statement: BEGIN
                2026-11-21 09:21:01.745 UTC [12] LOG:  execute S_1: SELECT 1
                2026-11-21 09:21:01.746 UTC [11] LOG:  execute S_2: INSERT INTO users
                2026-11-21 09:21:01.747 UTC [11] LOG:  statement: COMMIT
                """;

        StatementLog.Counts counts = StatementLog.count(log);

        assertThat(counts).isEqualTo(new StatementLog.Counts(4, 2));
    }

    @Test
    void countsNothingButStatements() {
        String log = """
                2026-11-21 09:21:01.744 UTC [11] ERROR:  duplicate key value
                2026-11-21 09:21:01.744 UTC [9] LOG:  checkpoint starting: time
                """;

        StatementLog.Counts counts = StatementLog.count(log);

        assertThat(counts).isEqualTo(new StatementLog.Counts(0, 0));
    }
}
