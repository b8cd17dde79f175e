package io.uniongate.auth;

import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.AppQueries;
import io.uniongate.db.BulkDescription;
import io.uniongate.db.BulkDescriptionQueries;
import io.uniongate.db.BulkJobQueries.Job;
import io.uniongate.db.BulkOutcome;
import io.uniongate.db.BulkPerson;
import io.uniongate.db.BulkPerson.Unified;
import io.uniongate.db.ContactQueries.SealedPhone;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.Sharing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over the people of another system, a portion at a time; where it stands survives the process. */
public final class UserImport {
    private static final String ACTOR = "import";

    private final BulkJob job;
    private final People people;
    private final BulkUnifier unifier;
    private final ImportedPhones phones;
    private final Clock clock;

    private UserImport(BulkJob job, People people, BulkUnifier unifier, ImportedPhones phones, Clock clock) {
        this.job = job;
        this.people = people;
        this.unifier = unifier;
        this.phones = phones;
        this.clock = clock;
    }

    /** Where a source of this fingerprint was left; a rehearsal changes nothing and begins at the beginning. */
    public static Future<UserImport> of(
            Database database, WeChatApps apps, Sealer sealer, String fingerprint, boolean rehearsal, Clock clock) {
        BulkJob.Mode mode = rehearsal ? BulkJob.Mode.REHEARSAL : BulkJob.Mode.FOR_REAL;
        BulkUnifier unifier = new BulkUnifier(new Unifier(database, Sharing.ADAPTIVE, clock), clock);
        Phones phones = new Phones(database, sealer, clock);
        return database.statement(
                        client -> AppQueries.mirror(client, apps.byId().values()))
                .compose(scopes -> ImportedPhones.of(phones, clock)
                        .compose(imported -> BulkJob.resume(database, new Job("users import", fingerprint), mode, clock)
                                .map(job -> new UserImport(job, new People(scopes), unifier, imported, clock))));
    }

    /** A place in the source: how many bytes and lines lie before it. */
    public record Place(long offset, long line) {}

    public Place place() {
        JsonObject position = job.position();
        return new Place(position.getLong("offset", 0L), position.getLong("line", 0L));
    }

    public Tally tally() {
        return job.tally();
    }

    public boolean isFinished() {
        return job.isFinished();
    }

    /** Forgets where the source was left. */
    public Future<Void> restart() {
        return job.restart();
    }

    /** Takes these people in, and the source as read up to that place, with as many lines that say nothing. */
    public Future<Void> take(List<ImportRow> rows, long bad, Place next) {
        JsonObject position = new JsonObject().put("offset", next.offset()).put("line", next.line());
        List<BulkPerson> asked = rows.stream().map(this::person).toList();
        List<Optional<SealedPhone>> sealed = phones.seal(rows);
        return job.step(
                position,
                tx -> unifier.unify(tx, asked, SignUp.AUTOMATIC, ACTOR)
                        .compose(unified -> describe(tx, rows, unified)
                                .compose(described -> phones.keep(tx, rows, sealed, unified))
                                .map(kept -> kept.plus(tally(unified, bad)))));
    }

    public Future<Void> finish() {
        return job.finish();
    }

    private BulkPerson person(ImportRow row) {
        Instant createdAt = Optional.ofNullable(row.createdAt()).orElseGet(clock::instant);
        return BulkUnifier.newcomer(people.of(row.app(), row.openId(), row.unionId()), createdAt);
    }

    private Future<Void> describe(SqlConnection tx, List<ImportRow> rows, List<Unified> unified) {
        List<BulkDescription> described = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ImportRow row = rows.get(i);
            Unified one = unified.get(i);
            boolean telling = !row.profile().isEmpty() || row.externalId() != null;
            if (telling && one.outcome() != BulkOutcome.BLOCKED) {
                described.add(new BulkDescription(one.user(), one.identity(), row.profile(), row.externalId()));
            }
        }
        return described.isEmpty()
                ? Future.succeededFuture()
                : BulkDescriptionQueries.describe(tx, described, clock.instant());
    }

    private static Tally tally(List<Unified> unified, long bad) {
        Tally good = Tally.of(unified.stream().map(Unified::outcome).toList());
        return bad == 0 ? good : good.plus(Tally.of(BulkOutcome.BAD, bad));
    }
}
