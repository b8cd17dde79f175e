package io.uniongate.auth;

import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.AuthorizationQueries;
import io.uniongate.db.AuthorizationQueries.Grant;
import io.uniongate.db.AuthorizationQueries.Held;
import io.uniongate.db.Database;
import io.uniongate.db.NewSession;
import io.uniongate.db.SessionQueries;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a client tokens for its code, once (RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 9700 §2.1). */
final class RedeemService {
    private final Database database;
    private final SessionPolicy policy;
    private final TokenIssuer issuer;
    private final Users users;
    private final Clock clock;

    RedeemService(Database database, SessionPolicy policy, TokenIssuer issuer, Users users, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.issuer = issuer;
        this.users = users;
        this.clock = clock;
    }

    /** How a code fared, to be told only after the commit: a reuse ends a session and is refused all the same. */
    private sealed interface Fate {
        record Used(Grant grant, NewSession session) implements Fate {}

        record Refused() implements Fate {}
    }

    Future<TokenPair> redeem(Authorization.Redeem ask) {
        Buffer hash = SecretHash.of(ask.code());
        return database.transaction(
                        tx -> AuthorizationQueries.lock(tx, hash).compose(held -> judge(tx, ask, held, hash)))
                .compose(this::tell);
    }

    private Future<Fate> judge(SqlConnection tx, Authorization.Redeem ask, Optional<Held> held, Buffer hash) {
        return held.isPresent() && fits(ask, held.get().grant())
                ? decide(tx, ask, held.get(), hash)
                : Future.succeededFuture(new Fate.Refused());
    }

    private Future<Fate> decide(SqlConnection tx, Authorization.Redeem ask, Held held, Buffer hash) {
        SessionId usedFor = held.usedFor();
        if (usedFor != null) {
            return SessionQueries.end(tx, usedFor, "session.code_reused", "authorization code reused", clock.instant())
                    .map(ended -> new Fate.Refused());
        }
        return held.grant().expiresAt().isAfter(clock.instant())
                ? use(tx, ask, held.grant(), hash)
                : Future.succeededFuture(new Fate.Refused());
    }

    private Future<Fate> use(SqlConnection tx, Authorization.Redeem ask, Grant grant, Buffer hash) {
        NewSession session = policy.open(grant.client(), grant.scope(), ask.device(), grant.authTime());
        return SessionQueries.open(tx, session, grant.user(), grant.identity())
                .compose(opened -> opened.isPresent()
                        ? AuthorizationQueries.use(tx, hash, session.id(), clock.instant())
                                .map(used -> new Fate.Used(grant, session))
                        : useForSurvivor(tx, ask, grant, hash));
    }

    /** A merge that the session waited for is seen only now; without one there is nobody to sign in. */
    private Future<Fate> useForSurvivor(SqlConnection tx, Authorization.Redeem ask, Grant grant, Buffer hash) {
        return AuthorizationQueries.lock(tx, hash)
                .map(held -> held.orElseThrow().grant())
                .compose(now -> now.user().equals(grant.user())
                        ? Future.succeededFuture(new Fate.Refused())
                        : use(tx, ask, now, hash));
    }

    private Future<TokenPair> tell(Fate fate) {
        return fate instanceof Fate.Used used
                ? account(used).compose(user -> pair(used, user))
                : ProblemException.failed(new Problem.InvalidGrant());
    }

    private Future<User> account(Fate.Used used) {
        return database.statement(
                        client -> AccountQueries.find(client, used.grant().user()))
                .map(account -> users.of(account.orElseThrow(() -> new ProblemException(new Problem.InvalidGrant()))));
    }

    private Future<TokenPair> pair(Fate.Used used, User user) {
        return issuer.pair(
                TokenIssuer.Bearer.of(used.session(), user.id()),
                user,
                used.grant().nonce());
    }

    private static boolean fits(Authorization.Redeem ask, Grant grant) {
        return ask.client().equals(grant.client())
                && ask.redirectUri().equals(grant.redirectUri())
                && isVerified(ask.verifier(), grant.codeChallenge());
    }

    /** A verifier without a challenge is a downgrade (RFC 9700 §2.1.1), a challenge without a verifier no proof. */
    private static boolean isVerified(@Nullable Secret verifier, @Nullable String challenge) {
        if (verifier == null || challenge == null) {
            return verifier == null && challenge == null;
        }
        String computed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretHash.of(verifier).getBytes());
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
