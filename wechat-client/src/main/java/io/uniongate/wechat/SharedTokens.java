package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The tokens of one kind, one for all apps of an owner, each kept fresh from its first use on. */
final class SharedTokens {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final TokenStore store;
    private final TokenKind kind;
    private final TokenSource source;
    private final Map<AppId, SharedToken> byOwner = new HashMap<>();

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
        vertx.setPeriodic(LOOK.toMillis(), tick -> byOwner.values().forEach(SharedToken::renewWhenDue));
        return this;
    }

    /** Any of the owner's apps does to fetch it for. */
    SharedToken of(WeChatApp app) {
        return byOwner.computeIfAbsent(source.owner(app), owner -> token(new TokenRow(owner, kind), app));
    }

    Future<Secret> current(WeChatApp app, Deadline deadline) {
        return of(app).get(deadline).map(AppToken::value);
    }

    private SharedToken token(TokenRow row, WeChatApp app) {
        return new SharedToken(
                vertx,
                clock,
                version -> store.newerThan(version, row, deadline -> source.fetch(app, deadline)),
                token -> bus.tell(new WeChatTokenChanged(row.owner(), kind, token.obtainedAt())));
    }
}
