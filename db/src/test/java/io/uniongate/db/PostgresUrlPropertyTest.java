package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.Secret;
import io.vertx.pgclient.SslMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;

/** Whatever a name or password is made of, both drivers get it as it was written. */
class PostgresUrlPropertyTest {
    @Property
    void survivesBeingWrittenOutAndReadAgain(
            @ForAll("names") String user,
            @ForAll("passwords") String password,
            @ForAll("names") String database,
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll SslMode mode) {
        PostgresUrl url = new PostgresUrl("db.example", port, database, user, new Secret(password), mode, null);

        assertThat(PostgresUrl.of(url.reveal().reveal())).isEqualTo(url);
    }

    @Property
    void neverRepeatsWhatItCannotRead(@ForAll("passwords") String text) {
        String nonsense = "postgresql://ada:hunter2@db:port/" + text;

        assertThatThrownBy(() -> PostgresUrl.of(nonsense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Provide
    Arbitrary<String> names() {
        return characters().ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> passwords() {
        return characters().ofMaxLength(20);
    }

    /** Half a surrogate pair is no text. */
    private static StringArbitrary characters() {
        return Arbitraries.strings().withCharRange(' ', '\u00ff').withCharRange('\u4e00', '\u9fff');
    }
}
