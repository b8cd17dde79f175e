package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.Sealer;
import io.uniongate.webpage.WebpageSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps people from logging in, and says what to do about it; secrets are never part of that. */
public final class Doctor {
    private final Vertx vertx;
    private final AppConfig config;
    private final WeChatApps apps;
    private final AppChecks checks;
    private final Clock clock;

    /** {@code apps} are those that are looked at, of all that are configured. */
    public Doctor(Vertx vertx, Bus bus, AppConfig config, WeChatApps apps, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.apps = apps;
        this.checks = new AppChecks(bus);
        this.clock = clock;
    }

    /** WeChat: where it is, the way there, and what it thinks of each app. */
    public Future<List<Checked>> weChat() {
        WayToWeChat way =
                new WayToWeChat(config.wechat().apiUrl(), config.wechat().timeout(), clock);
        Future<List<Checked>> walked = vertx.executeBlocking(way::walked, false).map(List::copyOf);
        Stream<Future<List<Checked>>> asked = apps.byId().values().stream()
                .sorted(Comparator.comparing(app -> app.id().value()))
                .map(this::app);
        Stream<Future<List<Checked>>> all =
                Stream.concat(Stream.of(Future.succeededFuture(Exposure.of(config)), walked), asked);
        return Future.join(all.toList())
                .map(done -> done.<List<Checked>>list().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    /** This server, as the rest of the world comes to it: seen from here, or through a probe somewhere else. */
    public Future<List<Checked>> publicSide(WebpageSettings pages, @Nullable URI probe, @Nullable Database database) {
        Viewpoint viewpoint = new Viewpoint(probe, config.wechat().timeout());
        PublicSide side = new PublicSide(config, apps, pages, viewpoint);
        Future<Evidence> evidence = database == null
                ? Future.succeededFuture(Evidence.NONE)
                : Evidence.in(database, config.http().domain(), clock);
        return evidence.compose(known -> vertx.executeBlocking(() -> side.walked(known, clock.instant()), false));
    }

    public Future<List<Checked>> app(WeChatApp app) {
        return checks.of(app);
    }

    /** The database and what it holds: tables, keys, tickets, and how many of each app's people have a unionid. */
    public Future<List<Checked>> storage(Database database, DatabaseSettings settings, Sealer sealer) {
        return new StorageChecks(vertx, database, settings, sealer, apps, clock).all();
    }

    /** The database, where not even a connection can be tried. */
    public static Checked withoutStorage(String reason) {
        return PostgresChecks.unusable(reason);
    }
}
