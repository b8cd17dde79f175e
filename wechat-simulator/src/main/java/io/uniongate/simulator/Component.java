package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A third-party platform (第三方平台), which acts for the apps that authorized it. {@code tickets} are those it was
 * pushed, with the time at which each ends.
 */
record Component(
        String appId,
        String secret,
        String accessToken,
        Instant expiresAt,
        Map<String, Instant> tickets,
        Set<String> apps,
        @Nullable PushSettings push) {
    static final Duration LIFETIME = Duration.ofHours(2);
    static final Duration TICKET_LIFETIME = Duration.ofHours(12);

    Component {
        tickets = Map.copyOf(tickets);
        apps = Set.copyOf(apps);
    }

    /** Nobody's yet, and without a token. */
    static Component named(String appId) {
        return new Component(appId, "secret-of-" + appId, "", Instant.MIN, Map.of(), Set.of(), null);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Component withToken(String newToken, Instant newExpiresAt) {
        return new Component(appId, secret, newToken, newExpiresAt, tickets, apps, push);
    }

    Component withSecret(String newSecret) {
        return new Component(appId, newSecret, accessToken, expiresAt, tickets, apps, push);
    }

    Component withTicket(String ticket, Instant until) {
        Map<String, Instant> more = new HashMap<>(tickets);
        more.put(ticket, until);
        return new Component(appId, secret, accessToken, expiresAt, more, apps, push);
    }

    Component withPush(@Nullable PushSettings newPush) {
        return new Component(appId, secret, accessToken, expiresAt, tickets, apps, newPush);
    }

    Component with(String app) {
        return withApps(Stream.concat(apps.stream(), Stream.of(app)));
    }

    Component without(String app) {
        return withApps(apps.stream().filter(other -> !other.equals(app)));
    }

    private Component withApps(Stream<String> newApps) {
        return new Component(appId, secret, accessToken, expiresAt, tickets, newApps.collect(Collectors.toSet()), push);
    }

    @Override
    public String toString() {
        return "Component[" + appId + "]";
    }
}
