package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The tokens of one kind of all apps, each kept fresh from its first use on. */
final class SharedTokens {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final TokenStore store;
    private final TokenKind kind;
    private final TokenSource source;
    private final Map<AppId, SharedToken> byApp = new HashMap<>();

    SharedTokens(Vertx vertx, Bus bus, Clock clock, TokenStore store, TokenKind kind, TokenSource source) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.store = store;
        this.kind = kind;
        this.source = source;
    }

    /** Looks after tokens that nobody happens to use when they come due, or the next to use one would wait. */
    SharedTokens keptFresh() {
        vertx.setPeriodic(LOOK.toMillis(), tick -> byApp.values().forEach(SharedToken::renewWhenDue));
        return this;
    }

    SharedToken of(WeChatApp app) {
        return byApp.computeIfAbsent(app.id(), id -> token(app));
    }

    private SharedToken token(WeChatApp app) {
        return new SharedToken(
                vertx,
                clock,
                version -> store.newerThan(version, app, kind, source),
                token -> bus.tell(new WeChatTokenChanged(app.id(), kind, token.obtainedAt())));
    }
}
