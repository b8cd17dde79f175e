package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Checked;
import io.uniongate.app.doctor.Doctor;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseException;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.wechat.ProbeVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a configuration looked at without a running server. Blocks. */
public final class Examination {
    private Examination() {}

    /** What somebody wants to know about: these of its apps, and how a probe sees this server, if there is one. */
    public record Wish(WeChatApps apps, @Nullable URI probe) {}

    public static List<Checked> of(AppConfig config, Wish wish) {
        Opened opened = new Opened();
        try {
            return of(config, wish, opened);
        } finally {
            opened.close();
        }
    }

    private static List<Checked> of(AppConfig config, Wish wish, Opened opened) {
        Vertx vertx = Vertx.vertx();
        opened.add(vertx);
        Bus bus = Bus.on(vertx);
        Doctor doctor = new Doctor(vertx, bus, config, wish.apps(), Clock.systemUTC());
        try {
            DatabaseSettings settings = Storage.reachable(config, opened);
            Database database = apart(vertx, settings, opened);
            Database ofWeChat = apart(vertx, settings, opened);
            Server.deploy(vertx, () -> Modules.weChat(bus, config, ofWeChat, Clock.systemUTC()), 1, opened);
            return all(List.of(
                    doctor.weChat(),
                    doctor.publicSide(Modules.webpageSettings(config), wish.probe(), database),
                    doctor.storage(database, settings, Modules.sealer(config))));
        } catch (DatabaseException away) {
            ProbeVerticle probes = new ProbeVerticle(bus, Modules.weChatSettings(config), wish.apps());
            Server.deploy(vertx, () -> probes, 1, opened);
            return all(List.of(
                    doctor.weChat(),
                    doctor.publicSide(Modules.webpageSettings(config), wish.probe(), null),
                    Future.succeededFuture(List.of(Doctor.withoutStorage(String.valueOf(away.getMessage()))))));
        }
    }

    /** With connections of its own: a commit of somebody else that hangs would hold up what comes behind it. */
    private static Database apart(Vertx vertx, DatabaseSettings settings, Opened opened) {
        Database database = Database.forInspection(vertx, settings);
        opened.add(database::close);
        return database;
    }

    private static List<Checked> all(List<Future<List<Checked>>> parts) {
        return parts.stream().map(part -> part.await()).flatMap(List::stream).toList();
    }
}
