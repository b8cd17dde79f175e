package io.uniongate.wechat;

import io.uniongate.db.Database;
import io.uniongate.db.WeChatTokenQueries;
import io.uniongate.db.WeChatTokenQueries.Stored;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, and remembers, that WeChat has another token in the place of one that was good for longer: nobody here ever
 * asks for that, so another system did. WeChat lets it do so twenty times a day (protocol.md §1.2).
 */
final class TokenReplacements {
    private static final Logger LOG = LoggerFactory.getLogger(TokenReplacements.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Database database;
    private final KeptTokens kept;

    TokenReplacements(Database database, KeptTokens kept) {
        this.database = database;
        this.kept = kept;
    }

    /** With what was in the row before; nothing here keeps anybody from the next one. */
    Future<Void> compare(TokenRow row, Stored before, AppToken next) {
        if (!AppToken.lasts(before.remaining()) || isSame(row, before, next)) {
            return Future.succeededFuture();
        }
        warn(row, before);
        return database.statement(client -> WeChatTokenQueries.replaced(client, row.owner(), row.kind()))
                .onFailure(cause -> LOG.warn("{}: that it was replaced could not be stored", row))
                .otherwiseEmpty();
    }

    /** One that this node has no key for is nobody's fault. */
    private boolean isSame(TokenRow row, Stored before, AppToken next) {
        return kept.open(row, before).map(next.value()::equals).orElse(true);
    }

    /** Once for those that follow one another, whichever nodes notice. */
    private static void warn(TokenRow row, Stored replaced) {
        Duration last = replaced.replacedAgo();
        if (last != null && last.compareTo(QUIET) < 0) {
            return;
        }
        LOG.warn(
                "{} was replaced {} minutes before its end, and not from here: stop what else fetches it"
                        + " (stable_token with force_refresh, api_component_token), or reset the secret; a simulator"
                        + " that was started anew does so, too",
                row,
                replaced.remaining().toMinutes());
    }
}
