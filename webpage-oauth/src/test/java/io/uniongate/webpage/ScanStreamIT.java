package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ScanStreamIT {
    private static final String AUTHORIZE = Provider.AUTHORIZE.replace("h5-shop", "scanning");

    private Provider provider;
    private FakeScans scans;
    private EventReader events;

    @BeforeEach
    void start(Vertx vertx) {
        provider = Provider.start(vertx);
        scans = new FakeScans(provider.bus, provider.authorization);
        scans.serve();
        events = new EventReader(vertx, provider.port);
    }

    @Test
    void tellsTheWaitingBrowserAsSoonAsSomebodyHasScanned() throws InterruptedException {
        Provider.Visit visit = waits(AUTHORIZE);

        HttpClientResponse stream = events.open(at("events", visit), visit.cookie());
        String before = events.next();
        scans.scan(visit.state());

        assertThat(stream.getHeader("Content-Type")).isEqualTo("text/event-stream");
        assertThat(stream.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(before).isEqualTo("data: waiting");
        assertThat(events.nextTwo()).containsExactly("data: confirmed", "the end");
    }

    @Test
    void tellsABrowserThatComesAfterTheScan() throws InterruptedException {
        Provider.Visit visit = waits(AUTHORIZE);
        scans.scanUnheard(visit.state());

        assertThat(events.open(at("events", visit), visit.cookie()).statusCode())
                .isEqualTo(200);

        assertThat(events.nextTwo()).containsExactly("data: confirmed", "the end");
    }

    @Test
    void endsTheStreamWithTheCode() throws InterruptedException {
        Provider.Visit visit = waits(AUTHORIZE);

        assertThat(events.open(at("events", visit), visit.cookie()).statusCode())
                .isEqualTo(200);
        assertThat(events.next()).isEqualTo("data: waiting");
        scans.expire(visit.state());

        assertThat(events.nextTwo()).containsExactly("data: expired", "the end");
    }

    @Test
    void keepsNoServerFromStopping() throws InterruptedException {
        Provider.Visit visit = waits(AUTHORIZE);
        assertThat(events.open(at("events", visit), visit.cookie()).statusCode())
                .isEqualTo(200);

        Future<Void> stopped = provider.shutDown();

        assertThat(events.nextTwo()).containsExactly("data: waiting", "the end");
        stopped.await();
    }

    @Test
    void answersABrowserThatCanOnlyPoll() {
        Provider.Visit visit = waits(AUTHORIZE);

        HttpResponse<Buffer> before = provider.get(at("status", visit), "Cookie", visit.cookie());
        scans.scanUnheard(visit.state());
        HttpResponse<Buffer> after = provider.get(at("status", visit), "Cookie", visit.cookie());

        assertThat(Provider.json(before)).isEqualTo(JsonObject.of("status", "waiting"));
        assertThat(Provider.json(after)).isEqualTo(JsonObject.of("status", "confirmed"));
        assertThat(after.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    /** A browser outside WeChat stands before the code. */
    private Provider.Visit waits(String path) {
        return Provider.waiting(provider.get(path));
    }

    private static String at(String step, Provider.Visit visit) {
        return "/oauth2/wechat/scan/" + step + "?state=" + visit.state() + "&key=key-of-" + visit.state();
    }
}
