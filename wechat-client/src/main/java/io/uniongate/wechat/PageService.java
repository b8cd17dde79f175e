package io.uniongate.wechat;

import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Signs pages for the JS-SDK with the app's shared jsapi_ticket (protocol.md §1.9). */
final class PageService {
    private static final int NONCE_BYTES = 8;

    private final WeChatApps apps;
    private final SharedTokens tickets;
    private final Duration timeout;
    private final Clock clock;
    private final RandomGenerator random;

    PageService(WeChatApps apps, SharedTokens tickets, Duration timeout, Clock clock, RandomGenerator random) {
        this.apps = apps;
        this.tickets = tickets;
        this.timeout = timeout;
        this.clock = clock;
        this.random = random;
    }

    Future<Platform.PageSignature> sign(Platform.SignPage ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        return tickets.of(app).get(Deadline.in(timeout)).map(ticket -> signed(ask, ticket));
    }

    private Platform.PageSignature signed(Platform.SignPage ask, AppToken ticket) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String nonceStr = HexFormat.of().formatHex(nonce);
        long timestamp = clock.instant().getEpochSecond();
        return new Platform.PageSignature(
                ask.app(), timestamp, nonceStr, Signatures.ofPage(ticket.value(), nonceStr, timestamp, ask.url()));
    }
}
