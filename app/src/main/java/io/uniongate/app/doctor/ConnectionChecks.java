package io.uniongate.app.doctor;

import io.uniongate.db.ConnectionQueries;
import io.uniongate.db.ConnectionQueries.Limit;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;

/** Looks whether Postgres has the connections that a server may take: else some logins find none when many come. */
final class ConnectionChecks {
    private static final Text SUBJECT = Text.of("subject.connections");

    private final Database database;
    private final int needed;

    ConnectionChecks(Database database, DatabaseSettings settings) {
        this.database = database;
        this.needed = settings.connections();
    }

    Future<List<Checked>> all() {
        return database.statement(ConnectionQueries::limits).map(limits -> List.of(of(limits, needed)));
    }

    static Checked of(List<Limit> limits, int needed) {
        Limit lowest = least(limits, Comparator.comparing(Limit::allowed));
        Limit fullest = least(limits, Comparator.comparing(Limit::free));
        if (lowest.allowed() < needed) {
            return Checked.broken(
                    SUBJECT, "connections.few", needed, lowest.setting(), lowest.allowed(), needed - lowest.allowed());
        }
        return fullest.free() < needed
                ? Checked.notice(
                        SUBJECT,
                        "connections.taken",
                        needed,
                        fullest.setting(),
                        fullest.allowed(),
                        fullest.taken(),
                        needed - fullest.free())
                : Checked.fine(SUBJECT, "connections.enough", needed, lowest.setting(), lowest.allowed() / needed);
    }

    private static Limit least(List<Limit> limits, Comparator<Limit> order) {
        return limits.stream().min(order).orElseThrow();
    }
}
