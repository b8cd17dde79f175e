package io.uniongate.app.doctor;

import io.uniongate.contract.Secret;
import io.uniongate.db.KeyQueries.StoredKey;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
                .map(algorithm -> stored.stream()
                        .filter(key -> key.algorithm().equals(algorithm))
                        .toList())
                .map(this::ofOneAlgorithm)
                .toList();
    }

    private Checked ofOneAlgorithm(List<StoredKey> keys) {
        if (keys.isEmpty()) {
            return Checked.notice(
                    "keys", "none is made yet", "nothing: 'uniongate serve' makes them when it first starts");
        }
        String subject = "keys, " + keys.get(0).algorithm();
        try {
            keys.forEach(this::requireOpen);
            return Checked.fine(subject, told(keys));
        } catch (UnsealException unknown) {
            return Checked.broken(
                    subject,
                    String.valueOf(unknown.getMessage()),
                    "configure the encryption.keys that this database was written with");
        }
    }

    private void requireOpen(StoredKey key) {
        Secret unused = sealer.open(key.sealed(), key.kid());
    }

    private String told(List<StoredKey> keys) {
        Instant now = clock.instant();
        String active = keys.stream()
                .filter(key -> !key.activatesAt().isAfter(now))
                .max(Comparator.comparing(StoredKey::activatesAt))
                .map(key -> key.kid() + " is in use since " + key.activatesAt())
                .orElse("none is in use yet");
        return keys.stream()
                .filter(key -> key.activatesAt().isAfter(now))
                .min(Comparator.comparing(StoredKey::activatesAt))
                .map(next -> active + ", " + next.kid() + " follows at " + next.activatesAt())
                .orElse(active);
    }
}
