package io.uniongate.app.doctor;

import io.uniongate.db.ConnectionQueries;
import io.uniongate.db.ConnectionQueries.Limit;
import io.uniongate.db.ConnectionQueries.Room;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;

/** Looks whether Postgres has the connections that a server may take: else some logins find none when many come. */
final class ConnectionChecks {
    static final Text SUBJECT = Text.of("subject.connections");

    private final Database database;
    private final int needed;

    ConnectionChecks(Database database, DatabaseSettings settings) {
        this.database = database;
        this.needed = settings.connections();
    }

    Future<List<Checked>> all() {
        return database.statement(ConnectionQueries::room).map(room -> List.of(of(room, needed)));
    }

    static Checked of(Room room, int needed) {
        Limit lowest = least(room.limits(), Comparator.comparing(Limit::allowed));
        Limit fullest = least(room.limits(), Comparator.comparing(Limit::free));
        if (lowest.allowed() < needed) {
            return Checked.broken(
                    SUBJECT, "connections.few", needed, lowest.setting(), lowest.allowed(), needed - lowest.allowed());
        }
        if (fullest.free() >= needed) {
            return Checked.fine(SUBJECT, "connections.enough", needed, lowest.setting(), lowest.allowed() / needed);
        }
        return fullest.free() + room.serving() >= needed ? full(fullest, needed) : taken(fullest, needed);
    }

    /** A server that runs has, or can get, all that it may take; only the next upgrade must know. */
    private static Checked full(Limit fullest, int needed) {
        return Checked.fine(
                SUBJECT, "connections.full", needed, fullest.setting(), fullest.allowed(), Math.max(0, fullest.free()));
    }

    private static Checked taken(Limit fullest, int needed) {
        return Checked.notice(
                SUBJECT,
                "connections.taken",
                needed,
                fullest.setting(),
                fullest.allowed(),
                fullest.taken(),
                needed - fullest.free());
    }

    private static Limit least(List<Limit> limits, Comparator<Limit> order) {
        return limits.stream().min(order).orElseThrow();
    }
}
