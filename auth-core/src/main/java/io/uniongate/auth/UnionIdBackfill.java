package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Follower;
import io.uniongate.db.AppQueries;
import io.uniongate.db.BulkIdentityQueries;
import io.uniongate.db.BulkIdentityQueries.Stored;
import io.uniongate.db.BulkJobQueries.Job;
import io.uniongate.db.BulkOutcome;
import io.uniongate.db.BulkPerson;
import io.uniongate.db.BulkPerson.Unified;
import io.uniongate.db.Database;
import io.uniongate.db.Sharing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks WeChat for the unionids that are missing in one app (protocol.md §1.6): first of the identities that are stored
 * without one, then of all who follow, so that people known from another app are recognised when they come.
 */
public final class UnionIdBackfill {
    /** As many as {@code user/info/batchget} takes. */
    private static final int PORTION = 100;

    private static final String ACTOR = "backfill";

    private final Bus bus;
    private final Database database;
    private final AppId app;
    private final People people;
    private final short scope;
    private final BulkJob job;
    private final BulkUnifier unifier;
    private final Clock clock;
    private List<OpenId> page = List.of();
    /** How many of the next ones are asked for alone. */
    private int strangers;

    private UnionIdBackfill(
            Bus bus, Database database, AppId app, People people, short scope, BulkJob job, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.app = app;
        this.people = people;
        this.scope = scope;
        this.job = job;
        this.unifier = new BulkUnifier(new Unifier(database, Sharing.ADAPTIVE, clock), clock);
        this.clock = clock;
    }

    /** Where the app's backfill was left; one that came to its end begins anew. */
    public static Future<UnionIdBackfill> of(
            Bus bus, Database database, WeChatApps apps, AppId app, boolean rehearsal, Clock clock) {
        BulkJob.Mode mode = rehearsal ? BulkJob.Mode.REHEARSAL : BulkJob.Mode.FOR_REAL;
        return database.statement(
                        client -> AppQueries.mirror(client, apps.byId().values()))
                .compose(scopes -> {
                    Short scope = Optional.ofNullable(scopes.get(app)).orElseThrow(() -> unbound(app));
                    Job job = new Job("unionid backfill", app + " " + scope);
                    return BulkJob.resume(database, job, mode, clock)
                            .map(stands ->
                                    new UnionIdBackfill(bus, database, app, new People(scopes), scope, stands, clock));
                })
                .compose(backfill -> backfill.job.isFinished()
                        ? backfill.job.restart().map(backfill)
                        : Future.succeededFuture(backfill));
    }

    private static BulkException unbound(AppId app) {
        return new BulkException(
                app + " has no openPlatform in the configuration: its people have no unionid to be known by");
    }

    public Tally tally() {
        return job.tally();
    }

    /** One portion, which is one or two calls of WeChat; false when there is none left. */
    public Future<Boolean> step() {
        return job.isFinished()
                ? Future.succeededFuture(false)
                : (position("phase") == null ? stored() : followers()).map(done -> !job.isFinished());
    }

    private Future<Void> stored() {
        String after = position("after");
        IdentityId last = after == null ? null : new IdentityId(UUID.fromString(after));
        int portion = strangers > 0 ? 1 : PORTION;
        return database.statement(client -> BulkIdentityQueries.withoutUnionId(client, app, scope, last, portion))
                .compose(found -> found.isEmpty()
                        ? job.step(new JsonObject().put("phase", "followers"), tx -> Future.succeededFuture(Tally.NONE))
                        : ask(found));
    }

    private Future<Void> ask(List<Stored> found) {
        JsonObject next =
                new JsonObject().put("after", found.get(found.size() - 1).id().toString());
        if (strangers > 0) {
            strangers--;
            return askAlone(found.get(0).openId()).compose(one -> unify(List.of(one), next));
        }
        return ask(found.stream().map(Stored::openId).toList(), next)
                .recover(cause -> isAboutNobody(cause) ? meet(found.size()) : Future.failedFuture(cause));
    }

    /** WeChat answers for followers only, and refuses a hundred for one who never was: these are asked for alone. */
    private Future<Void> meet(int refused) {
        strangers = refused;
        return Future.succeededFuture();
    }

    private Future<Follower> askAlone(OpenId openId) {
        return bus.ask(new Platform.FetchFollower(app, openId))
                .recover(cause -> isAboutNobody(cause)
                        ? Future.succeededFuture(new Follower(openId, false, null))
                        : Future.failedFuture(cause));
    }

    private static boolean isAboutNobody(Throwable cause) {
        return cause instanceof ProblemException refused && refused.problem() instanceof Problem.NotFound;
    }

    private Future<Void> followers() {
        return page.isEmpty() ? turnPage() : portion(page.subList(0, Math.min(PORTION, page.size())));
    }

    /** WeChat goes on behind any openid, so that the last one we dealt with is all that has to be remembered. */
    private Future<Void> turnPage() {
        String after = position("after");
        return bus.ask(new Platform.ListFollowers(app, after == null ? null : new OpenId(after)))
                .compose(next -> {
                    page = next.openIds();
                    return page.isEmpty() ? job.finish() : Future.succeededFuture();
                });
    }

    /** Whoever is stored has been asked for, or came since and was known at once. */
    private Future<Void> portion(List<OpenId> openIds) {
        JsonObject next = new JsonObject()
                .put("phase", "followers")
                .put("after", openIds.get(openIds.size() - 1).value());
        return database.statement(client -> BulkIdentityQueries.known(client, app, openIds))
                .compose(known -> ask(without(openIds, known), next))
                .onSuccess(done -> page = page.subList(openIds.size(), page.size()));
    }

    private static List<OpenId> without(List<OpenId> openIds, Set<OpenId> known) {
        return openIds.stream().filter(openId -> !known.contains(openId)).toList();
    }

    private Future<Void> ask(List<OpenId> openIds, JsonObject next) {
        Future<Platform.Followers> answer = openIds.isEmpty()
                ? Future.succeededFuture(new Platform.Followers(List.of()))
                : bus.ask(new Platform.FetchFollowers(app, openIds));
        return answer.compose(followers -> unify(followers.all(), next));
    }

    private Future<Void> unify(List<Follower> followers, JsonObject next) {
        List<BulkPerson> named = followers.stream()
                .filter(follower -> follower.unionId() != null)
                .map(this::person)
                .toList();
        Tally silent =
                Tally.of(followers.stream().flatMap(UnionIdBackfill::silence).toList());
        return job.step(
                next,
                tx -> unifier.unify(tx, named, SignUp.PROFILE_REQUIRED, ACTOR)
                        .map(unified -> silent.plus(
                                Tally.of(unified.stream().map(Unified::outcome).toList()))));
    }

    private BulkPerson person(Follower follower) {
        return BulkUnifier.newcomer(people.of(app, follower.openId(), follower.unionId()), clock.instant());
    }

    private static Stream<BulkOutcome> silence(Follower follower) {
        if (!follower.follows()) {
            return Stream.of(BulkOutcome.NOT_FOLLOWING);
        }
        return follower.unionId() == null ? Stream.of(BulkOutcome.WITHOUT_UNIONID) : Stream.empty();
    }

    private @Nullable String position(String name) {
        return job.position().getString(name);
    }
}
