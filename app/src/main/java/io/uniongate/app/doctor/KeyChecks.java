package io.uniongate.app.doctor;

import io.uniongate.contract.Secret;
import io.uniongate.db.KeyQueries.StoredKey;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the keys that tokens are made with: whether one signs, which comes next, whether they can be opened. */
final class KeyChecks {
    private final Sealer sealer;
    private final Clock clock;

    KeyChecks(Sealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    List<Checked> of(List<StoredKey> stored) {
        return Stream.of("ES256", "HS256")
                .map(algorithm -> ofOneAlgorithm(
                        Text.of("subject.keys", algorithm),
                        stored.stream()
                                .filter(key -> key.algorithm().equals(algorithm))
                                .toList()))
                .toList();
    }

    private Checked ofOneAlgorithm(Text subject, List<StoredKey> keys) {
        return keys.stream()
                .flatMap(key -> closed(subject, key).stream())
                .findFirst()
                .orElseGet(() -> keys.isEmpty() ? Checked.notice(subject, "keys.none") : inUse(subject, keys));
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

    private Checked inUse(Text subject, List<StoredKey> keys) {
        Instant now = clock.instant();
        Text next = keys.stream()
                .filter(key -> key.activatesAt().isAfter(now))
                .min(Comparator.comparing(StoredKey::activatesAt))
                .map(key -> Text.of("keys.next", key.kid(), key.activatesAt()))
                .orElse(language -> "");
        return keys.stream()
                .filter(key -> !key.activatesAt().isAfter(now))
                .max(Comparator.comparing(StoredKey::activatesAt))
                .map(key -> Checked.fine(subject, "keys.active", key.kid(), key.activatesAt(), next))
                .orElseGet(() -> Checked.fine(subject, "keys.waiting", next));
    }
}
