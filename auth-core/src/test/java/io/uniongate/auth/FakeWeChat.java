package io.uniongate.auth;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.WeChat;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers for WeChat on the bus; the rules of its wire are the simulator's and are tested there. */
final class FakeWeChat {
    static final Secret SESSION_KEY = new Secret("tiihtNczf5v6AKRyjwEUhQ==");

    /** What a code stands for. */
    record Visit(
            String openId,
            @Nullable String unionId,
            Secret sessionKey,
            boolean snapshot,
            @Nullable Profile profile,
            @Nullable Instant askedAt) {
        static Visit of(String openId, @Nullable String unionId) {
            return new Visit(openId, unionId, SESSION_KEY, false, null, null);
        }

        Visit under(Secret key, Instant asked) {
            return new Visit(openId, unionId, key, snapshot, profile, asked);
        }

        /** Somebody on a web page, who lets his profile be read. */
        static Visit showing(String openId, @Nullable String unionId, Profile profile) {
            return new Visit(openId, unionId, SESSION_KEY, false, profile, null);
        }

        /** Somebody whom WeChat shows a snapshot of the page. */
        static Visit snapshot(String openId, String unionId) {
            return new Visit(openId, unionId, SESSION_KEY, true, new Profile("Snapshot", null), null);
        }
    }

    final FakeServiceAccount platform = new FakeServiceAccount();
    private final Clock clock;
    private final AtomicInteger codes = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger profiles = new AtomicInteger();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final Map<String, Visit> exchanged = new ConcurrentHashMap<>();
    private final Map<String, WeChat.EndReason> ended = new ConcurrentHashMap<>();
    private final Map<String, Secret> accessTokens = new ConcurrentHashMap<>();
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile Duration grantLife = Duration.ofHours(2);
    private volatile Future<Void> renewing = Future.succeededFuture();

    FakeWeChat(Clock clock) {
        this.clock = clock;
    }

    Future<?> serve(Bus bus) {
        return Future.all(
                platform.serve(bus),
                bus.serve(WeChat.ExchangeCode.class, this::exchange),
                bus.serve(WeChat.ExchangeWebCode.class, this::exchangeWeb),
                bus.serve(WeChat.FetchProfile.class, this::profile),
                bus.serve(WeChat.RefreshGrant.class, this::renew));
    }

    Secret code(String openId, @Nullable String unionId) {
        return code(Visit.of(openId, unionId));
    }

    Secret code(Visit visit) {
        String code = "code" + codes.incrementAndGet();
        visits.put(code, visit);
        return new Secret(code);
    }

    int exchanges() {
        return exchanges.get();
    }

    int profilesFetched() {
        return profiles.get();
    }

    int renewals() {
        return renewals.get();
    }

    /** The person of that openid shows another profile from now on. */
    void showsNow(String openId, Profile profile) {
        exchanged.put(openId, Visit.showing(openId, null, profile));
    }

    /** WeChat lets nobody read that person's profile (48001). */
    void showsNothing(String openId) {
        exchanged.remove(openId);
    }

    /** The person's grant is over, and so is the access token. */
    void ends(String openId, WeChat.EndReason reason) {
        ended.put(openId, reason);
        loses(openId);
    }

    /** The access token died before its time. */
    void loses(String openId) {
        accessTokens.remove(openId);
    }

    void grantsLive(Duration life) {
        grantLife = life;
    }

    /** Renewals are answered when this is. */
    void renewsAfter(Future<Void> moment) {
        renewing = moment;
    }

    private Future<WeChat.MiniProgramLogin> exchange(WeChat.ExchangeCode ask) {
        return take(ask.code())
                .map(visit -> new WeChat.MiniProgramLogin(
                        new OpenId(visit.openId()),
                        unionId(visit),
                        visit.sessionKey(),
                        visit.askedAt() == null ? clock.instant() : visit.askedAt()));
    }

    private Future<WeChat.WebLogin> exchangeWeb(WeChat.ExchangeWebCode ask) {
        return take(ask.code())
                .map(visit -> new WeChat.WebLogin(
                        new OpenId(visit.openId()),
                        visit.profile() == null ? unionId(visit) : null,
                        grant(visit.openId()),
                        visit.snapshot()));
    }

    private Future<WeChat.Renewal> renew(WeChat.RefreshGrant ask) {
        Future<Void> moment = renewing;
        int number = renewals.incrementAndGet();
        String openId = ask.openId().value();
        WeChat.EndReason end = ended.get(openId);
        return moment.map(now -> end == null ? new WeChat.Renewed(grant(openId, "-" + number)) : new WeChat.Ended(end));
    }

    private WeChat.UserGrant grant(String openId) {
        ended.remove(openId);
        return grant(openId, "");
    }

    private WeChat.UserGrant grant(String openId, String suffix) {
        Secret access = new Secret("user-token-of-" + openId + suffix);
        accessTokens.put(openId, access);
        return new WeChat.UserGrant(access, new Secret("refresh-token-of-" + openId), grantLife);
    }

    private Future<WeChat.WebProfile> profile(WeChat.FetchProfile ask) {
        profiles.incrementAndGet();
        Visit visit = exchanged.get(ask.openId().value());
        if (!ask.accessToken().equals(accessTokens.get(ask.openId().value()))) {
            return ProblemException.failed(new Problem.CodeInvalid());
        }
        return visit == null || visit.profile() == null
                ? ProblemException.failed(new Problem.InsufficientScope())
                : Future.succeededFuture(new WeChat.WebProfile(unionId(visit), visit.profile()));
    }

    private Future<Visit> take(Secret code) {
        exchanges.incrementAndGet();
        Visit visit = visits.remove(code.reveal());
        if (visit == null) {
            return ProblemException.failed(new Problem.CodeInvalid());
        }
        exchanged.put(visit.openId(), visit);
        return Future.succeededFuture(visit);
    }

    private static @Nullable UnionId unionId(Visit visit) {
        String unionId = visit.unionId();
        return unionId == null ? null : new UnionId(unionId);
    }
}
