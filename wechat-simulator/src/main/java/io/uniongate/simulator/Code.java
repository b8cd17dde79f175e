package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;

/** A one-shot code (protocol.md §1.1, §1.3, §1.4): bound to one app, short-lived, exchanged once. */
record Code(String value, String appId, String user, Origin origin, Account account, Instant expiresAt, State state) {

    enum State {
        UNUSED,
        USED
    }

    /** What a code was made by; only the matching endpoint takes it. */
    sealed interface Origin {
        /** {@code wx.login}; carries the session_key that was issued with it. */
        record MiniProgram(String sessionKey) implements Origin {}

        /** An authorize page or a website's QR page. */
        record Page(String scope) implements Origin {}

        /** The phone number button (protocol.md §1.7). */
        record PhoneButton() implements Origin {}
    }

    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final Duration WEBSITE_LIFETIME = Duration.ofMinutes(10);

    Code used() {
        return new Code(value, appId, user, origin, account, expiresAt, State.USED);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Code[" + appId + ", " + user + ", " + state + "]";
    }
}
