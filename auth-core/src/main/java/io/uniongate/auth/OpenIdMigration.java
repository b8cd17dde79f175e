package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.ChangedOpenId;
import io.uniongate.contract.wechat.Platform.ChangedOpenIds;
import io.uniongate.db.AppQueries;
import io.uniongate.db.BulkIdentityQueries;
import io.uniongate.db.BulkIdentityQueries.Stored;
import io.uniongate.db.BulkJobQueries.Job;
import io.uniongate.db.BulkOutcome;
import io.uniongate.db.BulkPerson;
import io.uniongate.db.BulkPerson.Unified;
import io.uniongate.db.Database;
import io.uniongate.db.Person;
import io.uniongate.db.Sharing;
import io.uniongate.db.UnificationQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * After an official account was migrated, gives everybody known by an openid of the old account the new account's
 * openid as well ({@code changeopenid}, protocol.md §1.6).
 */
public final class OpenIdMigration {
    private static final int PORTION = 100;

    private final Bus bus;
    private final Database database;
    private final Route route;
    private final People people;
    private final BulkJob job;
    private final Unifier unifier;
    private final Clock clock;
    private final BiConsumer<OpenId, String> refused;
    private List<String> names;

    private OpenIdMigration(
            Bus bus,
            Database database,
            Route route,
            People people,
            BulkJob job,
            BiConsumer<OpenId, String> refused,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.route = route;
        this.people = people;
        this.job = job;
        this.unifier = new Unifier(database, Sharing.ADAPTIVE, clock);
        this.refused = refused;
        this.clock = clock;
        this.names = route.names();
    }

    /** From which account to which; WeChat wants the old one by its original id, or by its appId: sources disagree. */
    public record Route(AppId from, @Nullable String originalId, AppId to) {
        List<String> names() {
            return originalId == null ? List.of(from.value()) : List.of(originalId, from.value());
        }
    }

    /** Where it was left; whoever WeChat names no new openid for is told with its reason. */
    public static Future<OpenIdMigration> of(
            Bus bus,
            Database database,
            WeChatApps apps,
            Route route,
            boolean rehearsal,
            BiConsumer<OpenId, String> refused,
            Clock clock) {
        BulkJob.Mode mode = rehearsal ? BulkJob.Mode.REHEARSAL : BulkJob.Mode.FOR_REAL;
        Job job = new Job("openid migrate", route.from() + " " + route.to());
        return database.statement(
                        client -> AppQueries.mirror(client, apps.byId().values()))
                .compose(scopes -> BulkJob.resume(database, job, mode, clock)
                        .map(stands ->
                                new OpenIdMigration(bus, database, route, new People(scopes), stands, refused, clock)))
                .compose(migration -> migration.job.isFinished()
                        ? migration.job.restart().map(migration)
                        : Future.succeededFuture(migration));
    }

    public Tally tally() {
        return job.tally();
    }

    /** One portion, which is one call of WeChat; false when there is none left. */
    public Future<Boolean> step() {
        String after = job.position().getString("after");
        IdentityId last = after == null ? null : new IdentityId(UUID.fromString(after));
        return database.statement(client -> BulkIdentityQueries.ofApp(client, route.from(), last, PORTION))
                .compose(stored -> stored.isEmpty() ? job.finish() : move(stored))
                .map(done -> !job.isFinished());
    }

    private Future<Void> move(List<Stored> stored) {
        List<OpenId> openIds = stored.stream().map(Stored::openId).toList();
        JsonObject next =
                new JsonObject().put("after", stored.get(stored.size() - 1).id().toString());
        return ask(openIds)
                .compose(changed -> job.step(next, tx -> succeed(tx, stored, changed))
                        .onSuccess(done -> changed.all().forEach(this::tell)));
    }

    /** The name that WeChat took once is kept. */
    private Future<ChangedOpenIds> ask(List<OpenId> openIds) {
        String name = names.get(0);
        return bus.ask(new Platform.ChangeOpenIds(route.to(), name, openIds))
                .onSuccess(answer -> names = List.of(name))
                .recover(cause -> {
                    if (names.size() > 1 && isUnknownAccount(cause)) {
                        names = names.subList(1, names.size());
                        return ask(openIds);
                    }
                    return Future.failedFuture(cause);
                });
    }

    /** 63178: WeChat knows of no confirmed migration from an account of that name. */
    private static boolean isUnknownAccount(Throwable cause) {
        return ProblemException.carries(cause, Problem.InvalidRequest.class);
    }

    private void tell(ChangedOpenId changed) {
        if (changed.to() == null) {
            refused.accept(changed.from(), Optional.ofNullable(changed.reason()).orElse("no reason given"));
        }
    }

    /** What one person was called and is called now. */
    private record Succession(Person predecessor, Person successor) {
        Stream<Person> both() {
            return Stream.of(predecessor, successor);
        }
    }

    private Future<Tally> succeed(SqlConnection tx, List<Stored> stored, ChangedOpenIds changed) {
        Map<OpenId, Stored> byOpenId =
                stored.stream().collect(Collectors.toUnmodifiableMap(Stored::openId, one -> one));
        List<Succession> successions = changed.all().stream()
                .flatMap(one -> succession(byOpenId.get(one.from()), one.to()))
                .toList();
        List<BulkOutcome> outcomes =
                new ArrayList<>(Collections.nCopies(changed.all().size() - successions.size(), BulkOutcome.REFUSED));
        Future<?> all = UnificationQueries.lockAll(
                tx, successions.stream().flatMap(Succession::both).toList());
        for (Succession one : successions) {
            all = all.compose(done -> succeed(tx, one)).onSuccess(outcomes::add);
        }
        return all.map(done -> Tally.of(outcomes));
    }

    private Future<BulkOutcome> succeed(SqlConnection tx, Succession one) {
        BulkPerson newcomer = BulkUnifier.newcomer(one.successor(), clock.instant());
        return BulkUnifier.answered(unifier.succeed(tx, one.predecessor(), one.successor()), newcomer)
                .map(Unified::outcome);
    }

    private Stream<Succession> succession(@Nullable Stored before, @Nullable OpenId to) {
        return before == null || to == null
                ? Stream.empty()
                : Stream.of(new Succession(
                        new Person(route.from(), before.openId(), before.scope(), before.unionId()),
                        successor(before, to)));
    }

    /** The unionid stays where both accounts belong to one Open Platform account. */
    private Person successor(Stored before, OpenId to) {
        Person successor = people.of(route.to(), to, before.unionId());
        boolean comparable = before.scope() != null && before.scope().equals(successor.scope());
        return comparable ? successor : new Person(route.to(), to, null, null);
    }
}
