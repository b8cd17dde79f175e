package io.uniongate.app.doctor;

import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.InspectionQueries;
import io.uniongate.db.InspectionQueries.Binding;
import io.vertx.core.Future;
import java.util.List;

/** Looks whether an app's people have unionids: in one that is bound, each has one once they log in again. */
final class UnionIdChecks {
    private final Database database;
    private final WeChatApps apps;

    UnionIdChecks(Database database, WeChatApps apps) {
        this.database = database;
        this.apps = apps;
    }

    Future<List<Checked>> all() {
        return database.statement(
                        client -> InspectionQueries.bindings(client, apps.byId().keySet()))
                .map(bindings -> bindings.stream().map(this::bound).toList());
    }

    private Checked bound(Binding binding) {
        WeChatApp app = apps.byId().get(binding.app());
        Text subject = Text.of("subject.unionids", binding.app());
        OpenPlatform platform = app == null ? null : app.openPlatform();
        return platform != null && binding.withUnionId() == 0
                ? Checked.notice(subject, "unionids.none", binding.people(), platform)
                : Checked.fine(subject, "unionids.share", binding.withUnionId(), binding.people());
    }
}
