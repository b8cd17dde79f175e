package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** That an account took over another's followers (帐号迁移); for 15 days it may ask what they are called now. */
record Migration(String fromAppId, String fromOriginalId, Instant at) {
    static final Duration WINDOW = Duration.ofDays(15);

    boolean isOpen(Instant now) {
        return now.isBefore(at.plus(WINDOW));
    }

    boolean isFrom(String account, Set<Quirk> quirks) {
        return account.equals(quirks.contains(Quirk.MIGRATION_BY_APPID) ? fromAppId : fromOriginalId);
    }
}
