package io.uniongate.webpage;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Plays auth-core for logins: keeps them in a map, and lets WeChat's code decide how each ends. */
final class FakeAuthorization {
    static final Secret CODE = new Secret("our-code");
    static final Secret COOKIE = new Secret("new-session-cookie");
    static final TokenPair TOKENS = new TokenPair(
            new Secret("access-1"),
            Duration.ofMinutes(10),
            new Secret("refresh-1"),
            Duration.ofDays(30),
            Scope.parse("openid"),
            new Secret("id-token-1"));

    private final Map<Secret, Authorization.Begin> begun = new ConcurrentHashMap<>();
    private final List<Authorization.Return> returned = new CopyOnWriteArrayList<>();
    private final List<Authorization.Redeem> redeemed = new CopyOnWriteArrayList<>();
    private volatile @Nullable Problem mood;

    void serve(Bus bus) {
        bus.serve(Authorization.Begin.class, this::begin).await();
        bus.serve(Authorization.Return.class, this::land).await();
        bus.serve(Authorization.Redeem.class, this::redeem).await();
        bus.serve(Sessions.Refresh.class, FakeAuthorization::refresh).await();
    }

    /** From now on no login can begin. */
    void failWith(Problem problem) {
        mood = problem;
    }

    Authorization.Begin begun(String state) {
        Authorization.Begin begin = begun.get(new Secret(state));
        if (begin == null) {
            throw new AssertionError("Nothing began with " + state);
        }
        return begin;
    }

    boolean hasBegun() {
        return !begun.isEmpty();
    }

    List<Authorization.Return> returned() {
        return returned;
    }

    List<Authorization.Redeem> redeemed() {
        return redeemed;
    }

    private Future<Secret> begin(Authorization.Begin begin) {
        Problem problem = mood;
        if (problem != null) {
            return ProblemException.failed(problem);
        }
        Secret state = new Secret("abcdefghijklmnopqrstuvwxyz%06d".formatted(begun.size()));
        begun.put(state, begin);
        return Future.succeededFuture(state);
    }

    private Future<Authorization.Outcome> land(Authorization.Return ask) {
        returned.add(ask);
        Authorization.Begin begin = begun.get(ask.state());
        if (begin == null || !begin.browser().equals(ask.browser())) {
            return ProblemException.failed(new Problem.StateInvalid());
        }
        return Future.succeededFuture(outcome(begin, ask.code()));
    }

    private static Authorization.Outcome outcome(Authorization.Begin begin, @Nullable Secret code) {
        if (code == null) {
            return refused(begin, new Problem.AccessDenied());
        }
        return switch (code.reveal()) {
            case "snapshot" -> refused(begin, new Problem.SnapshotUser());
            case "used" -> refused(begin, new Problem.CodeInvalid());
            case "down" -> refused(begin, new Problem.WechatUnavailable(7));
            default ->
                begin.destination() instanceof Destination.ToClient toClient
                        ? new Authorization.CodeIssued(toClient, CODE)
                        : new Authorization.SessionOpened(
                                (Destination.ToPage) begin.destination(), COOKIE, Duration.ofDays(30));
        };
    }

    private static Authorization.Outcome refused(Authorization.Begin begin, Problem problem) {
        return new Authorization.Refused(problem, begin.client(), begin.app(), begin.destination());
    }

    private Future<TokenPair> redeem(Authorization.Redeem ask) {
        redeemed.add(ask);
        return ask.code().equals(CODE)
                ? Future.succeededFuture(TOKENS)
                : ProblemException.failed(new Problem.InvalidGrant());
    }

    private static Future<TokenPair> refresh(Sessions.Refresh ask) {
        return switch (ask.refreshToken().reveal()) {
            case "refresh-0" -> Future.succeededFuture(TOKENS);
            case "storage-down" -> ProblemException.failed(new Problem.StorageUnavailable(3));
            case "blocked" -> ProblemException.failed(new Problem.UserBlocked());
            default -> ProblemException.failed(new Problem.InvalidGrant());
        };
    }
}
