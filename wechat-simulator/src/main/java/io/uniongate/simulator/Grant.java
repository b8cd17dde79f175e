package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a page's code was exchanged for (protocol.md §1.5): one user's OAuth tokens in one app. */
record Grant(
        String appId,
        String user,
        Account account,
        Identity identity,
        String scope,
        String accessToken,
        Instant accessExpiresAt,
        String refreshToken,
        Instant refreshExpiresAt,
        State state) {

    enum State {
        ACTIVE,
        PASSWORD_CHANGED
    }

    /** The openid of an app's user, and the unionid if the app is bound to an Open Platform account. */
    record Identity(String openId, @Nullable String unionId) {}

    static final Duration ACCESS_LIFETIME = Duration.ofHours(2);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    boolean coversProfile() {
        return !scope.equals("snsapi_base");
    }

    boolean isAccessExpired(Instant now) {
        return !now.isBefore(accessExpiresAt);
    }

    boolean isRefreshExpired(Instant now) {
        return !now.isBefore(refreshExpiresAt);
    }

    Grant withAccess(String newAccessToken, Instant newExpiresAt) {
        return new Grant(
                appId,
                user,
                account,
                identity,
                scope,
                newAccessToken,
                newExpiresAt,
                refreshToken,
                refreshExpiresAt,
                state);
    }

    Grant withState(State newState) {
        return new Grant(
                appId,
                user,
                account,
                identity,
                scope,
                accessToken,
                accessExpiresAt,
                refreshToken,
                refreshExpiresAt,
                newState);
    }

    @Override
    public String toString() {
        return "Grant[" + appId + ", " + user + ", " + scope + "]";
    }
}
