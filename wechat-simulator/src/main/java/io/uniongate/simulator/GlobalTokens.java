package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The apps' global tokens (protocol.md §1.2). {@code cgi-bin/token} and {@code stable_token} hold separate ones
 * that never end each other.
 */
final class GlobalTokens {
    static final Duration LIFETIME = Duration.ofHours(2);
    static final Duration OVERLAP = Duration.ofMinutes(5);
    static final Duration FORCE_INTERVAL = Duration.ofSeconds(30);
    static final int FORCES_PER_DAY = 20;
    private static final int LIMIT = 10_000;
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    record Token(String value, String appId, Instant expiresAt) {
        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    private record Forced(Instant last, LocalDate day, int times) {}

    private final Identifiers identifiers;
    private final Map<String, Token> issued = new Bounded<>(LIMIT);
    private final Map<String, Token> plain = new HashMap<>();
    private final Map<String, Token> stable = new HashMap<>();
    private final Map<String, Forced> forced = new HashMap<>();

    GlobalTokens(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** A new token each time; the previous one lives on for at most five minutes. */
    Token plain(String appId, Instant now) {
        Token previous = plain.get(appId);
        if (previous != null && previous.expiresAt().isAfter(now.plus(OVERLAP))) {
            issued.put(previous.value(), new Token(previous.value(), appId, now.plus(OVERLAP)));
        }
        return issue(plain, appId, now);
    }

    /** The current token; a new one only in its last five minutes, in which both work. */
    Token stable(String appId, Instant now) {
        Token current = stable.get(appId);
        boolean lasts = current != null && !current.expiresAt().isBefore(now.plus(OVERLAP));
        return current != null && lasts ? current : issue(stable, appId, now);
    }

    /** A new token that ends the previous one at once; within 30 s the current one, and 20 times a day at most. */
    Optional<Token> force(String appId, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, BEIJING);
        Forced before = forced.get(appId);
        if (before != null && now.isBefore(before.last().plus(FORCE_INTERVAL))) {
            return Optional.of(stable(appId, now));
        }
        int times = before != null && before.day().equals(today) ? before.times() : 0;
        if (times >= FORCES_PER_DAY) {
            return Optional.empty();
        }
        forced.put(appId, new Forced(now, today, times + 1));
        return Optional.of(reissue(appId, now));
    }

    Optional<Token> find(String value) {
        return Optional.ofNullable(issued.get(value));
    }

    void clear() {
        issued.clear();
        plain.clear();
        stable.clear();
        forced.clear();
    }

    private Token reissue(String appId, Instant now) {
        Token previous = stable.get(appId);
        if (previous != null) {
            issued.remove(previous.value());
        }
        return issue(stable, appId, now);
    }

    private Token issue(Map<String, Token> kind, String appId, Instant now) {
        Token token = new Token(identifiers.token(), appId, now.plus(LIFETIME));
        kind.put(appId, token);
        issued.put(token.value(), token);
        return token;
    }
}
