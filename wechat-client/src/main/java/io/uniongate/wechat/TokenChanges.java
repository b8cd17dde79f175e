package io.uniongate.wechat;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one of the shared tokens from version to version, and warns when WeChat had another before its time: nobody
 * here ever asks for that, so another system did (protocol.md §1.2).
 */
final class TokenChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TokenChanges.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Bus bus;
    private final Clock clock;
    private final TokenRow row;
    private @Nullable AppToken last;
    private Instant warnsAgainAt = Instant.MIN;

    TokenChanges(Bus bus, Clock clock, TokenRow row) {
        this.bus = bus;
        this.clock = clock;
        this.row = row;
    }

    void changed(AppToken next) {
        AppToken before = last;
        last = next;
        if (before != null && !before.value().equals(next.value())) {
            replaced(Duration.between(clock.instant(), before.expiresAt()));
        }
        bus.tell(new WeChatTokenChanged(row.owner(), row.kind(), next.obtainedAt()));
    }

    private void replaced(Duration remaining) {
        Instant now = clock.instant();
        if (!AppToken.lasts(remaining) || now.isBefore(warnsAgainAt)) {
            return;
        }
        warnsAgainAt = now.plus(BETWEEN_WARNINGS);
        LOG.warn(
                "{} was replaced {} minutes before its end, and not from here: stop what else fetches it"
                        + " (stable_token with force_refresh, api_component_token), or reset the secret",
                row,
                remaining.toMinutes());
    }
}
