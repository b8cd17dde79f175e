package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A third-party platform (第三方平台), which acts for the apps that authorized it. */
record Component(String appId, String accessToken, Instant expiresAt, Set<String> apps) {
    static final Duration LIFETIME = Duration.ofHours(2);

    Component {
        apps = Set.copyOf(apps);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Component withToken(String newToken, Instant newExpiresAt) {
        return new Component(appId, newToken, newExpiresAt, apps);
    }

    Component with(String app) {
        return new Component(
                appId,
                accessToken,
                expiresAt,
                Stream.concat(apps.stream(), Stream.of(app)).collect(Collectors.toSet()));
    }

    Component without(String app) {
        return new Component(
                appId,
                accessToken,
                expiresAt,
                apps.stream().filter(other -> !other.equals(app)).collect(Collectors.toSet()));
    }

    @Override
    public String toString() {
        return "Component[" + appId + "]";
    }
}
