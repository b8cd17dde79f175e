package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @Test
    void readsEveryPart() {
        PostgresUrl url =
                PostgresUrl.of("postgresql://ada:p%40ss%2Fw%C3%B6rd+@my_db.example:6432/union%20gate?sslmode=require");

        PgConnectOptions options = url.connectOptions();

        assertThat(options.getHost()).isEqualTo("my_db.example");
        assertThat(options.getPort()).isEqualTo(6432);
        assertThat(options.getDatabase()).isEqualTo("union gate");
        assertThat(options.getUser()).isEqualTo("ada");
        assertThat(options.getPassword()).isEqualTo("p@ss/wörd+");
        assertThat(options.getSslMode()).isEqualTo(SslMode.REQUIRE);
    }

    @Test
    void fillsInWhatPostgresWouldFillIn() {
        PostgresUrl url = PostgresUrl.of("postgres://ada@");

        assertThat(url.host()).isEqualTo("localhost");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.database()).isEqualTo("ada");
        assertThat(url.password().isBlank()).isTrue();
        assertThat(url.sslMode()).isEqualTo(SslMode.PREFER);
    }

    @Test
    void readsAnIpv6Host() {
        PostgresUrl url = PostgresUrl.of("postgresql://ada:x@[::1]:5433/db");

        assertThat(url.host()).isEqualTo("::1");
        assertThat(url.jdbcUrl()).startsWith("jdbc:postgresql://[::1]:5433/db?");
    }

    @Test
    void givesJdbcTheSameServerWithoutTheCredentials() {
        PostgresUrl url =
                PostgresUrl.of("postgresql://ada:secret@db:5432/gate?sslmode=verify-full&sslrootcert=/etc/ca.pem");

        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/gate?ApplicationName=uniongate%20setup&connectTimeout=5"
                        + "&sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem");
    }

    @Test
    void verifiesAgainstTheRuntimesAuthoritiesWhereNoCertificateIsNamed() {
        PostgresUrl url = PostgresUrl.of("postgresql://ada:secret@db/gate?sslmode=verify-full");

        assertThat(url.jdbcUrl()).endsWith("&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(url.connectOptions().getSslOptions().getHostnameVerificationAlgorithm())
                .isEqualTo("HTTPS");
        assertThat(url.connectOptions().getSslOptions().isTrustAll()).isFalse();
    }

    @Test
    void survivesBeingWrittenOutAndReadAgain() {
        PostgresUrl url =
                PostgresUrl.of("postgresql://a%3Ada:p%40ss%20word@db:1/x?sslmode=verify-ca&sslrootcert=/a%26b.pem");

        assertThat(PostgresUrl.of(url.reveal().reveal())).isEqualTo(url);
    }

    @Test
    void neverPrintsThePassword() {
        DatabaseSettings settings = DatabaseSettings.of("postgresql://ada:hunter2@db/gate");

        assertThat(settings.postgres()).hasToString("postgresql://ada:***@db:5432/gate?sslmode=prefer");
        assertThat(settings.toString()).contains("ada:***@db").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "mysql://ada:hunter2@db/gate",
                "postgresql://ada:hunter2@a,b/gate",
                "postgresql://ada:hun@ter2@db/gate",
                "postgresql://ada:hunter2@db:port/gate",
                "postgresql://ada:hunter2@db:70000/gate",
                "postgresql://db:5432/gate",
                "postgresql://ada:hunter2%zz@db/gate",
                "postgresql://ada:hunter2@db/gate?sslmode=maybe",
                "postgresql://ada:hunter2@db/gate?pool=3",
                "postgresql://ada:hunter2@db/gate?sslmode"
            })
    void refusesWhatItCannotReadWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseSettings.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database.url ")
                .hasMessageContaining("expected")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("ter2");
    }

    @Test
    void knowsTheEmbeddedServer() {
        DatabaseSettings settings = DatabaseSettings.of("embedded");

        DatabaseSettings running = settings.withUrl(PostgresUrl.of("postgresql://ada:x@127.0.0.1:5433/gate"));

        assertThat(settings.embedded()).isTrue();
        assertThat(running.embedded()).isFalse();
        assertThat(running.postgres().port()).isEqualTo(5433);
    }

    @Test
    void refusesAPoolThatCannotHoldBothKindsOfConnection() {
        assertThatThrownBy(() -> DatabaseSettings.of("embedded").withPoolSize(1))
                .hasMessage("database.poolSize is 1, expected 2 to 1000");
    }
}
