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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Has a configuration looked at without a running server. Blocks. */
public final class Examination {
    private Examination() {}

    /** With those of its apps that somebody wants to know about. */
    public static List<Checked> of(AppConfig config, WeChatApps apps) {
        Opened opened = new Opened();
        try {
            return of(config, apps, opened);
        } finally {
            opened.close();
        }
    }

    private static List<Checked> of(AppConfig config, WeChatApps apps, Opened opened) {
        Vertx vertx = Vertx.vertx();
        opened.add(vertx::close);
        Bus bus = Bus.on(vertx);
        Doctor doctor = new Doctor(vertx, bus, config, apps, Clock.systemUTC());
        try {
            DatabaseSettings settings = Storage.reachable(config, opened);
            Database database = Database.forInspection(vertx, settings);
            opened.add(database::close);
            Server.deploy(vertx, () -> Modules.weChat(bus, config, database, Clock.systemUTC()), 1, opened);
            return all(doctor, doctor.storage(database, settings, Modules.sealer(config)));
        } catch (DatabaseException away) {
            ProbeVerticle probes = new ProbeVerticle(bus, Modules.weChatSettings(config), apps);
            Server.deploy(vertx, () -> probes, 1, opened);
            Checked storage = Doctor.withoutStorage(String.valueOf(away.getMessage()));
            return all(doctor, Future.succeededFuture(List.of(storage)));
        }
    }

    private static List<Checked> all(Doctor doctor, Future<List<Checked>> storage) {
        List<Checked> all = new ArrayList<>(doctor.weChat().await());
        all.addAll(doctor.publicUrl().await());
        all.addAll(storage.await());
        return all;
    }
}
