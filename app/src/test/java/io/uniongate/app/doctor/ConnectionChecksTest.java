package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.db.ConnectionQueries.Limit;
import io.uniongate.db.ConnectionQueries.Room;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionChecksTest {
    private static final Limit ALL = new Limit("max_connections", 97, 0);
    private static final String ROLE = "ALTER ROLE ada CONNECTION LIMIT";

    @Test
    void breakOverALimitUnderWhichNotOneServerFits() {
        Checked checked = ConnectionChecks.of(room(0, ALL, new Limit(ROLE, 16, 0)), 17);

        assertThat(checked.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(checked.code()).isEqualTo("connections.few");
        assertThat(checked.values()).containsExactly(17, ROLE, 16, 1);
    }

    @Test
    void noticeThatOthersLeaveTooFew() {
        Checked checked =
                ConnectionChecks.of(room(0, new Limit("max_connections", 97, 81), new Limit(ROLE, 34, 17)), 17);

        assertThat(checked.verdict()).isEqualTo(Verdict.NOTICE);
        assertThat(checked.code()).isEqualTo("connections.taken");
        assertThat(checked.values()).containsExactly(17, "max_connections", 97, 81, 1);
    }

    @Test
    void findNothingAmissWhereAsManyServersRunAsFit() {
        Checked checked = ConnectionChecks.of(room(51, new Limit("max_connections", 57, 51)), 17);

        assertThat(checked.verdict()).isEqualTo(Verdict.FINE);
        assertThat(checked.code()).isEqualTo("connections.full");
        assertThat(checked.values()).containsExactly(17, "max_connections", 57, 6);
    }

    @Test
    void noticeAServerThatRunsAndFindsNoMoreWhenManyCome() {
        Checked checked = ConnectionChecks.of(room(2, new Limit("max_connections", 97, 97)), 17);

        assertThat(checked.code()).isEqualTo("connections.taken");
    }

    @Test
    void tellHowManyServersFit() {
        Checked checked = ConnectionChecks.of(room(17, ALL, new Limit(ROLE, 34, 17)), 17);

        assertThat(checked.verdict()).isEqualTo(Verdict.FINE);
        assertThat(checked.values()).containsExactly(17, ROLE, 2);
    }

    private static Room room(int serving, Limit... limits) {
        return new Room(List.of(limits), serving);
    }
}
