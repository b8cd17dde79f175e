package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.doctor.Checked.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayToWeChatTest {
    private static final String DATE = "Sat, 21 Nov 2026 12:00:00 GMT";

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:30Z, FINE, agrees",
        "2026-11-21T12:00:31Z, BROKEN, 31 s ahead of WeChat's",
        "2026-11-21T11:58:00Z, BROKEN, 120 s behind WeChat's"
    })
    void comparesTheClockWithWeChats(Instant now, Verdict verdict, String told) {
        assertThat(WayToWeChat.clock(DATE, now)).hasValueSatisfying(checked -> {
            assertThat(checked.verdict()).isEqualTo(verdict);
            assertThat(checked.told(Locale.ENGLISH)).contains(told);
        });
    }

    @Test
    void saysNothingOfAClockItCannotRead() {
        assertThat(WayToWeChat.clock("yesterday", Instant.EPOCH)).isEmpty();
    }

    @Test
    void tellsANameWithoutAnAddress() {
        assertThat(walked("https://wechat.invalid")).startsWith("DNS: no address is known for wechat.invalid");
    }

    @Test
    void tellsWhenWhatAnswersDoesNotEncrypt() {
        Vertx vertx = Vertx.vertx();
        HttpServer plain = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();

        String told = walked("https://127.0.0.1:" + plain.actualPort());

        assertThat(told).startsWith("TLS: no encrypted connection to 127.0.0.1:" + plain.actualPort());
        vertx.close().await();
    }

    private static String walked(String url) {
        return new WayToWeChat(URI.create(url), Duration.ofSeconds(2), Clock.systemUTC())
                .walked()
                .get(0)
                .told(Locale.ENGLISH);
    }
}
