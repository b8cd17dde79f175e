package io.uniongate.auth;

import io.uniongate.db.KeyQueries.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The keys of one algorithm that count at a moment, told apart by their time: used, about to be, used before. */
public record KeyGenerations(String algorithm, List<StoredKey> all) {
    static final String ES256 = "ES256";
    static final String HS256 = "HS256";

    /** Access and ID tokens are made with the first, refresh tokens and session cookies with the other. */
    public static final List<String> ALGORITHMS = List.of(ES256, HS256);

    static final Duration LONGEST_USE = Duration.ofDays(90);

    private static final Comparator<StoredKey> BY_ACTIVATION = Comparator.comparing(StoredKey::activatesAt);

    public KeyGenerations {
        all = List.copyOf(all);
    }

    public static KeyGenerations of(String algorithm, List<StoredKey> stored) {
        return new KeyGenerations(
                algorithm,
                stored.stream().filter(key -> key.algorithm().equals(algorithm)).toList());
    }

    /** The one in use. */
    public Optional<StoredKey> active(Instant now) {
        return those(key -> !key.activatesAt().isAfter(now)).max(BY_ACTIVATION);
    }

    /** The one that is published already and will be in use next. */
    public Optional<StoredKey> next(Instant now) {
        return those(key -> key.activatesAt().isAfter(now)).min(BY_ACTIVATION);
    }

    /** Those that are out of use, and still verify what they were used for. */
    public List<StoredKey> retired(Instant now) {
        Instant replacedAt = active(now).map(StoredKey::activatesAt).orElse(Instant.MIN);
        return those(key -> key.activatesAt().isBefore(replacedAt)).toList();
    }

    public Optional<StoredKey> newest() {
        return all.stream().max(Comparator.comparing(StoredKey::createdAt));
    }

    /** When this newest one is to have a successor. */
    public static Instant dueAt(StoredKey newest) {
        return newest.createdAt().plus(LONGEST_USE);
    }

    boolean isDue(Instant now) {
        return newest().map(newest -> !dueAt(newest).isAfter(now)).orElse(true);
    }

    private Stream<StoredKey> those(Predicate<StoredKey> wanted) {
        return all.stream().filter(wanted);
    }
}
