package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScanStreamIT {
    private static final String AUTHORIZE = Provider.AUTHORIZE.replace("h5-shop", "scanning");

    @AutoClose
    private final Provider provider = Provider.start();

    private final FakeScans scans = FakeScans.beside(provider);
    private final EventReader events = new EventReader(provider.vertx, provider.port);

    @Test
    void tellsTheWaitingBrowserAsSoonAsSomebodyHasScanned() throws InterruptedException {
        Provider.Visit visit = provider.waits(AUTHORIZE);

        HttpClientResponse stream = events.open(visit.scan("events"), visit.cookie());
        String before = events.next();
        scans.scan(visit.state());

        assertThat(stream.getHeader("Content-Type")).isEqualTo("text/event-stream");
        assertThat(stream.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(before).isEqualTo("data: waiting");
        assertThat(events.nextTwo()).containsExactly("data: confirmed", "the end");
    }

    @Test
    void tellsABrowserThatComesAfterTheScan() throws InterruptedException {
        Provider.Visit visit = provider.waits(AUTHORIZE);
        scans.scanUnheard(visit.state());

        assertThat(events.open(visit.scan("events"), visit.cookie()).statusCode())
                .isEqualTo(200);

        assertThat(events.nextTwo()).containsExactly("data: confirmed", "the end");
    }

    @Test
    void endsTheStreamWithTheCode() throws InterruptedException {
        Provider.Visit visit = provider.waits(AUTHORIZE);

        assertThat(events.open(visit.scan("events"), visit.cookie()).statusCode())
                .isEqualTo(200);
        assertThat(events.next()).isEqualTo("data: waiting");
        scans.expire(visit.state());

        assertThat(events.nextTwo()).containsExactly("data: expired", "the end");
    }

    @Test
    void keepsNoServerFromStopping() throws InterruptedException {
        Provider.Visit visit = provider.waits(AUTHORIZE);
        assertThat(events.open(visit.scan("events"), visit.cookie()).statusCode())
                .isEqualTo(200);

        Future<Void> stopped = provider.shutDown();

        assertThat(events.nextTwo()).containsExactly("data: waiting", "the end");
        stopped.await();
    }

    @Test
    void answersABrowserThatCanOnlyPoll() {
        Provider.Visit visit = provider.waits(AUTHORIZE);

        HttpResponse<Buffer> before = provider.get(visit.scan("status"), "Cookie", visit.cookie());
        scans.scanUnheard(visit.state());
        HttpResponse<Buffer> after = provider.get(visit.scan("status"), "Cookie", visit.cookie());

        assertThat(Provider.json(before)).isEqualTo(JsonObject.of("status", "waiting"));
        assertThat(Provider.json(after)).isEqualTo(JsonObject.of("status", "confirmed"));
        assertThat(after.getHeader("Cache-Control")).isEqualTo("no-store");
    }
}
