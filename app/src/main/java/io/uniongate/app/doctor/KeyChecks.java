package io.uniongate.app.doctor;

import io.uniongate.auth.KeyGenerations;
import io.uniongate.contract.Secret;
import io.uniongate.db.Database;
import io.uniongate.db.KeyQueries;
import io.uniongate.db.KeyQueries.StoredKey;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at the keys that tokens are made with: whether they can be opened, which signs, and when another follows. */
final class KeyChecks {
    private static final Text NOTHING = language -> "";

    private final Database database;
    private final Sealer sealer;
    private final Clock clock;

    KeyChecks(Database database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    Future<List<Checked>> all() {
        return database.statement(client -> KeyQueries.load(client, clock.instant()))
                .map(stored -> KeyGenerations.ALGORITHMS.stream()
                        .map(algorithm -> of(KeyGenerations.of(algorithm, stored)))
                        .toList());
    }

    private Checked of(KeyGenerations keys) {
        Text subject = Text.of("subject.keys", keys.algorithm());
        return keys.all().stream()
                .flatMap(key -> closed(subject, key).stream())
                .findFirst()
                .orElseGet(() -> keys.newest()
                        .map(newest -> inUse(subject, keys, KeyGenerations.dueAt(newest)))
                        .orElseGet(() -> Checked.notice(subject, "keys.none")));
    }

    private Optional<Checked> closed(Text subject, StoredKey key) {
        try {
            Secret unused = sealer.open(key.sealed(), key.kid());
            return Optional.empty();
        } catch (UnsealException closed) {
            return Optional.of(sealer.sealedWith(key.sealed())
                    .map(label -> Checked.broken(subject, "keys.altered", key.kid(), label))
                    .orElseGet(() -> Checked.broken(subject, "keys.foreign", key.kid())));
        }
    }

    /** A server that runs makes the next one within a minute; a whole day says that none does, or that it cannot. */
    private Checked inUse(Text subject, KeyGenerations keys, Instant dueAt) {
        Instant now = clock.instant();
        Text generations = Text.of("keys.generations", active(keys, now), next(keys, now), retired(keys, now));
        long days = Duration.between(now, dueAt).toDays();
        return days < 0
                ? Checked.notice(subject, "keys.overdue", generations, -days)
                : Checked.fine(subject, "keys.active", generations, days);
    }

    private static Text active(KeyGenerations keys, Instant now) {
        return keys.active(now)
                .map(key -> Text.of("keys.since", key.kid(), key.activatesAt()))
                .orElse(Text.of("keys.waiting"));
    }

    private static Text next(KeyGenerations keys, Instant now) {
        return keys.next(now)
                .map(key -> Text.of("keys.next", key.kid(), key.activatesAt()))
                .orElse(NOTHING);
    }

    private static Text retired(KeyGenerations keys, Instant now) {
        List<Instant> ends = keys.retired(now).stream()
                .flatMap(key -> Optional.ofNullable(key.retiresAt()).stream())
                .sorted()
                .toList();
        return ends.isEmpty() ? NOTHING : Text.of("keys.retired", ends.size(), ends.get(ends.size() - 1));
    }
}
