package io.uniongate.simulator;

import java.util.Map;
import java.util.Optional;

/** The users' OAuth tokens, found by either token. */
final class Grants {
    private final Map<String, Grant> byAccessToken;
    private final Map<String, Grant> byRefreshToken;

    Grants(int limit) {
        this.byAccessToken = new Bounded<>(limit);
        this.byRefreshToken = new Bounded<>(limit);
    }

    void put(Grant grant) {
        byAccessToken.put(grant.accessToken(), grant);
        byRefreshToken.put(grant.refreshToken(), grant);
    }

    void replace(Grant before, Grant after) {
        byAccessToken.remove(before.accessToken());
        put(after);
    }

    Optional<Grant> withAccessToken(String token) {
        return Optional.ofNullable(byAccessToken.get(token));
    }

    Optional<Grant> withRefreshToken(String token) {
        return Optional.ofNullable(byRefreshToken.get(token));
    }

    /** A changed WeChat password ends a user's grants everywhere: 42007 from then on. */
    void passwordChanged(String user) {
        byRefreshToken.values().stream()
                .filter(grant -> grant.user().equals(user))
                .toList()
                .forEach(grant -> replace(grant, grant.withState(Grant.State.PASSWORD_CHANGED)));
    }

    void clear() {
        byAccessToken.clear();
        byRefreshToken.clear();
    }
}
