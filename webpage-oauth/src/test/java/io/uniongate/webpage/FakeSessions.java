package io.uniongate.webpage;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.session.Sessions;
import io.uniongate.web.AccessTokens;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays auth-core for what happens after a login: one user, one session, one of each token. */
final class FakeSessions {
    static final UserId USER = AccessTokens.SUBJECT;
    static final UserId SURVIVOR = new UserId(UUID.fromString("01900000-0000-7000-8000-000000000002"));
    static final SessionId SESSION = new SessionId(UUID.fromString("01900000-0000-7000-8000-0000000000aa"));
    static final Secret COOKIE = new Secret("known-cookie");

    private final List<Secret> ended = new CopyOnWriteArrayList<>();
    private final List<Sessions.Revoke> revoked = new CopyOnWriteArrayList<>();

    void serve(Bus bus) {
        bus.serve(
                        Sessions.OfCookie.class,
                        ask -> Future.succeededFuture(
                                ask.cookie().equals(COOKIE) ? Optional.of(user(USER)) : Optional.<User>empty()))
                .await();
        bus.serve(Sessions.EndCookie.class, this::end).await();
        bus.serve(Sessions.Revoke.class, this::revoke).await();
        bus.serve(Sessions.Introspect.class, ask -> Future.succeededFuture(active(ask)))
                .await();
        bus.serve(Accounts.Find.class, ask -> Future.succeededFuture(user(SURVIVOR)))
                .await();
    }

    List<Secret> ended() {
        return ended;
    }

    List<Sessions.Revoke> revoked() {
        return revoked;
    }

    private Future<Void> end(Sessions.EndCookie ask) {
        ended.add(ask.cookie());
        return Future.succeededFuture();
    }

    private Future<Void> revoke(Sessions.Revoke ask) {
        revoked.add(ask);
        return Future.succeededFuture();
    }

    private static Optional<Sessions.Active> active(Sessions.Introspect ask) {
        return ask.token().reveal().equals("access-1")
                ? Optional.of(new Sessions.Active(
                        "Bearer",
                        USER,
                        SESSION,
                        new ClientId("h5-shop"),
                        Scope.parse("openid"),
                        Instant.parse("2030-01-01T00:00:00Z")))
                : Optional.empty();
    }

    private static User user(UserId id) {
        return new User(
                id,
                "小明",
                "https://img.example.com/1.png",
                "+8613800000000",
                Instant.parse("2026-01-02T03:04:05Z"),
                true);
    }
}
