package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestPostgresIT {
    @Test
    void givesEachCallerADatabaseOfItsOwnWithTheWholeSchema() {
        PostgresUrl first = TestPostgres.freshDatabase().postgres();
        PostgresUrl second = TestPostgres.freshDatabase().postgres();

        EmbeddedServerIT.execute(first, "CREATE TABLE mine (id int)");
        EmbeddedServerIT.execute(second, "CREATE TABLE mine (id int)");

        assertThat(new Migrations(first).pending()).isEmpty();
        assertThat(new Migrations(second).current()).isPresent();
    }
}
