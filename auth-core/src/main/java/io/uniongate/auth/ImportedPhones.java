package io.uniongate.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.db.BulkOutcome;
import io.uniongate.db.BulkPerson.Unified;
import io.uniongate.db.BulkPhone;
import io.uniongate.db.BulkPhoneQueries;
import io.uniongate.db.BulkPhoneQueries.Kept;
import io.uniongate.db.ContactQueries.SealedPhone;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the phone numbers of imported people at rest as all others are, but as nobody's proof of anything. */
final class ImportedPhones {
    /** Of the others it is not settled whose the number would be. */
    private static final Set<BulkOutcome> SETTLED = EnumSet.of(
            BulkOutcome.CREATED, BulkOutcome.LINKED, BulkOutcome.LEARNED, BulkOutcome.MERGED, BulkOutcome.UNCHANGED);

    private final Phones phones;
    private final PhoneHash hash;
    private final Clock clock;

    private ImportedPhones(Phones phones, PhoneHash hash, Clock clock) {
        this.phones = phones;
        this.hash = hash;
        this.clock = clock;
    }

    static Future<ImportedPhones> of(Phones phones, Clock clock) {
        return phones.hash().map(hash -> new ImportedPhones(phones, hash, clock));
    }

    /** In the order of the rows, and before their transaction, which is to be short. */
    List<Optional<SealedPhone>> seal(List<ImportRow> rows) {
        return rows.stream()
                .map(row -> Optional.ofNullable(row.phone()).map(this::seal))
                .toList();
    }

    private SealedPhone seal(PhoneNumber number) {
        return phones.sealed(UuidCreator.getTimeOrderedEpoch(), number, hash.of(number));
    }

    Future<Tally> keep(
            SqlConnection tx, List<ImportRow> rows, List<Optional<SealedPhone>> sealed, List<Unified> unified) {
        List<BulkPhone> asked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ImportRow row = rows.get(i);
            Unified one = unified.get(i);
            sealed.get(i)
                    .filter(number -> SETTLED.contains(one.outcome()))
                    .ifPresent(number -> asked.add(new BulkPhone(one.user(), one.identity(), row.app(), number)));
        }
        return asked.isEmpty()
                ? Future.succeededFuture(Tally.NONE)
                : BulkPhoneQueries.keep(tx, asked, clock.instant()).map(ImportedPhones::tally);
    }

    private static Tally tally(Kept kept) {
        return new Tally(Map.of(BulkOutcome.PHONE_TAKEN, kept.taken(), BulkOutcome.PHONE_LEFT, kept.others()));
    }
}
