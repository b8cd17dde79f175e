package io.uniongate.app.doctor;

import io.uniongate.db.Database;
import io.uniongate.db.PrivilegeQueries;
import io.uniongate.db.Privileges;
import io.vertx.core.Future;
import java.util.List;

/** Looks whether the role of {@code database.url} may do what a server does, now and at the turn of a month. */
final class PrivilegeChecks {
    static final Text SUBJECT = Text.of("subject.privileges");
    private static final int NAMED = 3;

    private final Database database;

    PrivilegeChecks(Database database) {
        this.database = database;
    }

    Future<Privileges> held() {
        return database.statement(PrivilegeQueries::read);
    }

    static Checked of(Privileges held) {
        if (held.homeless()) {
            return Checked.broken(SUBJECT, "privileges.nowhere", held.role());
        }
        if (!held.missing().isEmpty()) {
            Text who = Text.of(held.needsMembership() ? "privileges.administrator" : "privileges.owner");
            String grants = String.join("; ", held.grants());
            return Checked.broken(SUBJECT, "privileges.missing", held.role(), named(held.missing()), grants, who);
        }
        return held.strangers().isEmpty()
                ? Checked.fine(SUBJECT, "privileges.enough", held.role())
                : Checked.notice(SUBJECT, "privileges.strange", held.role(), String.join(", ", held.strangers()));
    }

    private static Text named(List<String> missing) {
        String first = String.join("; ", missing.subList(0, Math.min(NAMED, missing.size())));
        return missing.size() > NAMED ? Text.of("privileges.more", first, missing.size() - NAMED) : language -> first;
    }
}
