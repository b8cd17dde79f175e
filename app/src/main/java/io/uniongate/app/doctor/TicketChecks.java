package io.uniongate.app.doctor;

import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.db.Database;
import io.uniongate.db.WeChatTokenQueries;
import io.uniongate.db.WeChatTokenQueries.Stored;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for the tickets that WeChat pushes third-party platforms, without which nobody logs in through them. */
final class TicketChecks {
    /** WeChat pushes one every ten minutes; a few may be missed by a server that restarts. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private final Database database;
    private final WeChatApps apps;

    TicketChecks(Database database, WeChatApps apps) {
        this.database = database;
        this.apps = apps;
    }

    Future<List<Checked>> all() {
        List<Future<Checked>> looks = apps.components().stream()
                .map(Component::id)
                .sorted(Comparator.comparing(AppId::value))
                .map(this::look)
                .toList();
        return Future.join(looks).map(done -> done.<Checked>list());
    }

    private Future<Checked> look(AppId component) {
        return database.statement(
                        client -> WeChatTokenQueries.find(client, component, TokenKind.COMPONENT_VERIFY_TICKET))
                .map(found -> checked(Text.of("subject.ticket", component), found));
    }

    private static Checked checked(Text subject, Optional<Stored> found) {
        if (found.isEmpty()) {
            return Checked.broken(subject, "ticket.missing");
        }
        Duration age = found.get().age();
        return age.compareTo(LATE) <= 0
                ? Checked.fine(subject, "ticket.recent", age.toMinutes())
                : Checked.notice(subject, "ticket.late", age.toMinutes());
    }
}
