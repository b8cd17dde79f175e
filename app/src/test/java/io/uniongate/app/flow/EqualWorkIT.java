package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a refused login takes tells nothing of who is known, because the same is done for both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualWorkIT {
    @AutoClose
    private final Gate gate = Gate.open();

    private final Phone known = gate.phone("xiaoming");
    private final Phone unknown = gate.phone("nobody");

    @BeforeAll
    void open() {
        known.opens(MINI);
        known.opens(OTHER_MINI);
        known.browser.logsIn("openid profile");
    }

    @Test
    void seesTheWorkOfALogin() {
        assertThat(work(known, phone -> phone.login(MINI, "neverIssuedToAnybody")))
                .isEqualTo(new Work(0, 1));
        assertThat(work(known, phone -> phone.opens(MINI))).isEqualTo(new Work(1, 1));
    }

    @Tag("S55")
    @ParameterizedTest
    @ValueSource(ints = {40029, 40163, 40226, 45011})
    void doesTheSameForAMiniProgramThatWeChatRefuses(int errcode) {
        assertSameWork(phone -> {
            gate.weChat.next("code2session").fails(errcode);
            assertThat(phone.opens(MINI).status()).isGreaterThanOrEqualTo(400);
        });
    }

    @Tag("S55")
    @ParameterizedTest
    @ValueSource(ints = {40029, 40163})
    void doesTheSameForACallWithAKeyThatWeChatRefuses(int errcode) {
        assertSameWork(phone -> {
            gate.weChat.next("code2session").fails(errcode);
            Answer answer = phone.login(MINI, phone.person.login(MINI), "Idempotency-Key", "a-key");
            assertThat(answer.status()).isEqualTo(401);
        });
    }

    @Tag("S55")
    @ParameterizedTest
    @ValueSource(ints = {40029, 40163, 40226})
    void doesTheSameForAPageThatWeChatRefuses(int errcode) {
        assertSameWork(phone -> {
            gate.weChat.next("access_token").fails(errcode);
            assertThat(phone.browser.logsIn("openid").status()).isGreaterThanOrEqualTo(400);
        });
    }

    @Tag("S55")
    @Test
    void doesTheSameForAPersonWhoSaysNo() {
        assertSameWork(phone -> {
            String callback = phone.browser.callback("openid");
            Answer answer = phone.browser.opens(callback.replaceFirst("code=[^&]*", "code=authdeny"));
            assertThat(answer.header("location")).contains("error=access_denied");
        });
    }

    private void assertSameWork(Consumer<Phone> attempt) {
        Work ofUnknown = work(unknown, attempt);

        assertThat(ofUnknown).isNotEqualTo(new Work(0, 0));
        assertThat(work(known, attempt)).isEqualTo(ofUnknown);
    }

    /** The least of a few attempts, each in a new browser: the server's own upkeep can only add to it. */
    private Work work(Phone phone, Consumer<Phone> attempt) {
        List<Work> attempts = Stream.generate(() -> worked(new Phone(phone.client, phone.person), attempt))
                .limit(3)
                .toList();
        return new Work(least(attempts, Work::statements), least(attempts, Work::calls));
    }

    private static long least(List<Work> attempts, ToLongFunction<Work> part) {
        return attempts.stream().mapToLong(part).min().orElseThrow();
    }

    private Work worked(Phone phone, Consumer<Phone> attempt) {
        Work before = soFar();
        attempt.accept(phone);
        Work after = soFar();
        return new Work(after.statements() - before.statements(), after.calls() - before.calls());
    }

    private Work soFar() {
        String metrics = new Client("http://127.0.0.1:" + gate.server.managementPort())
                .get("/metrics")
                .body();
        return new Work(statements(metrics), callsOfWeChat());
    }

    /** How often a connection to Postgres was taken. */
    private static long statements(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("vertx_pool_queue_time_seconds_count{"))
                .filter(line -> line.contains("pool_type=\"sql\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Its pages are for browsers; all else is asked by the server. */
    private long callsOfWeChat() {
        return gate.weChat.requests().all().stream()
                .filter(request -> !request.api().path().startsWith("/connect/"))
                .count();
    }

    /** Statements on Postgres, and calls of WeChat. */
    private record Work(long statements, long calls) {}
}
