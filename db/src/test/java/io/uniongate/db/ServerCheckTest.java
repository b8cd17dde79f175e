package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
    @Test
    void refusesAPostgresThatIsTooOld() {
        assertThatCode(() -> ServerCheck.requireSupported(15, "15.0")).doesNotThrowAnyException();
        assertThatThrownBy(() -> ServerCheck.requireSupported(14, "14.22"))
                .hasMessage("Postgres 14.22 is too old, UnionGate needs 15 or newer");
    }

    @Test
    void namesTheCureWhereAPoolerRefusesAStartupParameter() {
        SQLException refusal =
                new SQLException("FATAL: unsupported startup parameter: extra_float_digits\nmore", "08P01");

        assertThat(ServerCheck.told(refusal))
                .startsWith("FATAL: unsupported startup parameter: extra_float_digits;")
                .contains("ignore_startup_parameters = extra_float_digits")
                .hasLineCount(1);
    }

    @Test
    void namesTheCureWherePostgresHasNoConnectionLeft() {
        SQLException refusal = new SQLException("FATAL: too many connections for role \"ada\"", "53300");

        assertThat(ServerCheck.told(refusal))
                .startsWith("FATAL: too many connections for role \"ada\";")
                .contains("database.poolSize")
                .hasLineCount(1);
    }
}
