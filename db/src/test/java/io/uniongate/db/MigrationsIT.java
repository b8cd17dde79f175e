package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void tellsWhatItAppliedAndWhatIsStillMissing() {
        PostgresUrl url = TestPostgres.shared().emptyDatabase().postgres();
        Migrations next = new Migrations(url, "classpath:db/second");

        List<String> applied = new Migrations(url, "classpath:db/first").migrate();

        assertThat(applied).containsExactly("001 note");
        assertThat(next.current()).contains("001 note");
        assertThat(next.pending()).containsExactly("002 note time");
        assertThat(next.migrate()).containsExactly("002 note time");
        assertThat(next.pending()).isEmpty();
    }

    @Test
    void appliesEachStepOnceWhenSeveralNodesStartTogether() {
        PostgresUrl url = TestPostgres.shared().emptyDatabase().postgres();

        List<CompletableFuture<List<String>>> nodes = IntStream.range(0, 4)
                .mapToObj(node ->
                        CompletableFuture.supplyAsync(() -> new Migrations(url, "classpath:db/second").migrate()))
                .toList();

        assertThat(nodes.stream().flatMap(node -> node.join().stream()))
                .containsExactlyInAnyOrder("001 note", "002 note time");
    }

    @Test
    void namesTheScriptAndTheServersReasonInOneLine() {
        PostgresUrl url = TestPostgres.shared().emptyDatabase().postgres();
        Migrations broken = new Migrations(url, "classpath:db/broken");

        assertThatThrownBy(broken::migrate)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("V001__broken.sql")
                .hasMessageContaining("syntax error at or near \"TABEL\"")
                .hasMessageNotContaining(url.password().reveal())
                .message()
                .hasLineCount(1);
    }

    @Test
    void saysWhichServerDoesNotAnswer() {
        PostgresUrl nowhere = PostgresUrl.of("postgresql://ada:pass@127.0.0.1:1/db");

        assertThatThrownBy(() -> new Migrations(nowhere, "classpath:db/first").migrate())
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("cannot connect to postgresql://ada:***@127.0.0.1:1/db")
                .message()
                .hasLineCount(1);
    }
}
