package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;

/** Carries one push to a server, signed and encrypted as its settings want it (protocol.md §1.11). */
final class PushCourier {
    private final HttpClient client;
    private final SimulatorClock clock;
    private final Identifiers identifiers;

    PushCourier(Vertx vertx, SimulatorClock clock, Identifiers identifiers) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        this.clock = clock;
        this.identifiers = identifiers;
    }

    Future<Delivery> carry(Addressee addressee, PushSettings settings, Push push, Duration patience) {
        Instant now = clock.instant();
        String url = address(settings, now) + (push.openId().isEmpty() ? "" : "&openid=" + push.openId());
        String body = push.message();
        if (settings.mode() == PushSettings.Mode.AES) {
            String encrypted = seal(addressee, settings, push.message());
            url += "&encrypt_type=aes&msg_signature=" + signature(url, settings.token(), encrypted);
            body = PushMessage.envelope(settings.format(), addressee, encrypted);
        }
        RequestOptions request =
                options(HttpMethod.POST, url, patience).putHeader("Content-Type", type(settings.format()));
        return send(request, body, now);
    }

    /** The GET that a console sends when a push URL is saved: whether the echo came back. */
    Future<Boolean> verify(PushSettings settings, Duration patience) {
        String echo = identifiers.digits(19);
        String url = address(settings, clock.instant()) + "&echostr=" + echo;
        return send(options(HttpMethod.GET, url, patience), "", clock.instant())
                .map(delivery -> delivery.outcome() == Delivery.Outcome.ANSWERED
                        && delivery.answer().equals(echo));
    }

    Future<Void> close() {
        return client.close();
    }

    private String seal(Addressee addressee, PushSettings settings, String message) {
        String sealedFor = settings.sealedFor();
        return new PushCipher(settings.encodingAesKey())
                .seal(identifiers.random16(), message, sealedFor == null ? addressee.appId() : sealedFor);
    }

    private String address(PushSettings settings, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = identifiers.digits(10);
        return settings.url() + (settings.url().contains("?") ? "&" : "?") + "signature="
                + Sha1.ofSorted(settings.token(), timestamp, nonce) + "&timestamp=" + timestamp + "&nonce=" + nonce;
    }

    private static String signature(String url, String token, String encrypted) {
        return Sha1.ofSorted(token, parameter(url, "&timestamp="), parameter(url, "&nonce="), encrypted);
    }

    private static String parameter(String url, String name) {
        String rest = url.substring(url.lastIndexOf(name) + name.length());
        int end = rest.indexOf('&');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static RequestOptions options(HttpMethod method, String url, Duration patience) {
        return new RequestOptions().setMethod(method).setAbsoluteURI(url).setTimeout(patience.toMillis());
    }

    private static String type(PushSettings.Format format) {
        return format == PushSettings.Format.JSON ? "application/json" : "text/xml";
    }

    /** The answer is read from where the request is made: from the caller's thread that may come after its end. */
    private Future<Delivery> send(RequestOptions options, String body, Instant at) {
        return client.request(options)
                .compose(request -> request.send(body).compose(response -> read(response, at)))
                .recover(failure -> Future.succeededFuture(Delivery.silent(at)));
    }

    private static Future<Delivery> read(HttpClientResponse response, Instant at) {
        return response.body().map(answer -> Delivery.answered(at, response.statusCode(), answer.toString()));
    }
}
