package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.db.AppQueries;
import io.uniongate.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps in mind, to the hour, where WeChat sends people back to: of those that it keeps on a page of its own, because
 * it does not know this server's domain, nobody hears (protocol.md, trap 14).
 *
 * <p>Belongs to the event loop of its verticle, hence no lock.
 */
final class Returns {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final Map<AppId, Instant> nextNotes = new HashMap<>();

    Returns(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Nobody's login waits for it. */
    void note(AppId app, String domain) {
        Instant now = clock.instant();
        if (now.isBefore(nextNotes.getOrDefault(app, Instant.MIN))) {
            return;
        }
        nextNotes.put(app, now.plus(INTERVAL));
        database.statement(client -> AppQueries.noteReturn(client, app, domain, now))
                .onFailure(unwritten -> nextNotes.remove(app));
    }
}
