package io.uniongate.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.ContactQueries;
import io.uniongate.db.ContactQueries.SealedHashingKey;
import io.uniongate.db.ContactQueries.SealedPhone;
import io.uniongate.db.ContactQueries.VerifiedPhone;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.SessionKeyQueries.KeyedIdentity;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.UUID;

/** Keeps phone numbers: sealed for their owner to read, hashed with a secret key to be found by. */
final class Phones {
    private static final String HASHING_KEY = "hashing-key:PHONE";

    private final Database database;
    private final Sealer sealer;
    private final Clock clock;

    Phones(Database database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** A number verified just now; the same number again is the same contact, verified anew. */
    record Verified(PhoneNumber number, KeyedIdentity by) {}

    /**
     * Makes this the user's phone. Others who verified the same number keep it: numbers are recycled, so a match tells
     * nothing about who is who (S52).
     */
    Future<Void> keep(UserId user, Verified phone) {
        return hash().map(hash -> hash.of(phone.number()))
                .compose(hash -> database.transaction(tx -> keep(tx, user, phone, hash)));
    }

    /**
     * The user's lock keeps a merge from carrying the contact away, and the same number from being stored twice.
     * Whoever is locked but not active is blocked.
     */
    private Future<Void> keep(SqlConnection tx, UserId user, Verified phone, Buffer hash) {
        return AccountQueries.lock(tx, user)
                .map(locked -> locked.orElseThrow(AccountService::gone))
                .compose(owner -> ContactQueries.find(tx, owner, hash)
                        .map(known -> known.orElseGet(UuidCreator::getTimeOrderedEpoch))
                        .compose(id -> ContactQueries.verify(tx, owner, verified(id, phone, hash))))
                .compose(kept -> kept ? Future.succeededFuture() : Future.failedFuture(AccountService.gone()));
    }

    private VerifiedPhone verified(UUID id, Verified phone, Buffer hash) {
        return new VerifiedPhone(
                sealed(id, phone.number(), hash), phone.by().id(), phone.by().app(), clock.instant());
    }

    /** A number as it lies at rest, under the id of its contact. */
    SealedPhone sealed(UUID id, PhoneNumber number, Buffer hash) {
        return new SealedPhone(id, hash, sealer.seal(new Secret(number.e164()), id.toString()), sealer.primaryKeyId());
    }

    /** By which numbers are found. */
    Future<PhoneHash> hash() {
        return database.statement(ContactQueries::hashingKey)
                .compose(found -> found.isPresent() ? resealed(found.get()) : drawn())
                .map(key -> new PhoneHash(sealer.open(key.sealed(), HASHING_KEY)));
    }

    private Future<SealedHashingKey> drawn() {
        return database.statement(client -> ContactQueries.keepHashingKey(client, sealed(PhoneHash.newKey())));
    }

    private Future<SealedHashingKey> resealed(SealedHashingKey key) {
        if (key.keyId().equals(sealer.primaryKeyId())) {
            return Future.succeededFuture(key);
        }
        SealedHashingKey again = sealed(sealer.open(key.sealed(), HASHING_KEY));
        return database.statement(client -> ContactQueries.resealHashingKey(client, again))
                .map(again);
    }

    private SealedHashingKey sealed(Secret key) {
        return new SealedHashingKey(sealer.seal(key, HASHING_KEY), sealer.primaryKeyId());
    }
}
