package io.uniongate.auth;

import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.contract.push.Push;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.scan.Scans;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.AppQueries;
import io.uniongate.db.Database;
import io.uniongate.db.Notifications;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;

/** Serves sign-in and unification, sessions, tokens and accounts. */
public final class AuthCoreVerticle extends VerticleBase {
    private final Bus bus;
    private final Database database;
    private final Notifications notifications;
    private final Sealer sealer;
    private final AuthSettings settings;
    private final WeChatApps apps;
    private final Clients clients;
    private final Clock clock;

    public AuthCoreVerticle(
            Bus bus,
            Database database,
            Notifications notifications,
            Sealer sealer,
            AuthSettings settings,
            WeChatApps apps,
            Clients clients,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.notifications = notifications;
        this.sealer = sealer;
        this.settings = settings;
        this.apps = apps;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        KeyRing keys = new KeyRing(new KeyStore(vertx, database, sealer, settings, clock), bus);
        Upkeep upkeep = new Upkeep(vertx, bus, database, notifications, keys, clock);
        return upkeep.begin()
                .compose(kept -> database.statement(
                        client -> AppQueries.mirror(client, apps.byId().values())))
                .compose(scopes -> serve(keys, new People(scopes), upkeep));
    }

    private Future<?> serve(KeyRing keys, People people, Upkeep upkeep) {
        Services services = new Services(vertx, bus, database, sealer, settings, apps, clients, people, keys, clock);
        return Future.all(List.of(
                serve(services.signIn()),
                serve(services.returns(), services.redeem()),
                serve(services.refresh(), services.sessions()),
                serve(services.accounts()),
                serve(services.scans()),
                serve(services.pushes(), upkeep),
                serve(services.phones(), services.sessionKeys()),
                bus.serve(Keys.Published.class, ask -> keys.published())));
    }

    private Future<?> serve(SignInService signIn) {
        return Future.all(
                bus.serve(SignIn.WithMiniProgramCode.class, signIn::withCode),
                bus.serve(SignIn.WithProfile.class, signIn::withProfile));
    }

    private Future<?> serve(ReturnService returns, RedeemService redeem) {
        return Future.all(
                bus.serve(Authorization.Begin.class, returns::begin),
                bus.serve(Authorization.Return.class, returns::returned),
                bus.serve(Authorization.Redeem.class, redeem::redeem));
    }

    private Future<?> serve(RefreshService refresh, SessionService sessions) {
        return Future.all(List.of(
                bus.serve(Sessions.Refresh.class, refresh::refresh),
                bus.serve(Sessions.Revoke.class, sessions::revoke),
                bus.serve(Sessions.Introspect.class, sessions::introspect),
                bus.serve(Sessions.OfCookie.class, sessions::ofCookie),
                bus.serve(Sessions.EndCookie.class, sessions::endCookie),
                bus.serve(Sessions.OfUser.class, sessions::ofUser),
                bus.serve(Sessions.End.class, sessions::end),
                bus.serve(Sessions.EndAll.class, sessions::endAll)));
    }

    private Future<?> serve(AccountService accounts) {
        return Future.all(
                bus.serve(Accounts.Find.class, accounts::find),
                bus.serve(Accounts.ChangeProfile.class, accounts::change),
                bus.serve(Accounts.ChangeVerifiedProfile.class, accounts::changeVerified),
                bus.serve(Accounts.Identities.class, accounts::identities),
                bus.serve(Accounts.Erase.class, accounts::erase));
    }

    private Future<?> serve(ScanService scans) {
        return Future.all(
                bus.serve(Scans.Begin.class, scans::begin),
                bus.serve(Scans.Look.class, scans::look),
                bus.serve(Scans.Finish.class, scans::finish));
    }

    private Future<?> serve(PushInbox pushes, Upkeep upkeep) {
        upkeep.sweep(pushes);
        return bus.serve(Push.Accept.class, pushes::accept);
    }

    private Future<?> serve(PhoneService phones, SessionKeyService sessionKeys) {
        return Future.all(
                bus.serve(Accounts.VerifyPhone.class, phones::verify),
                bus.serve(Accounts.VerifyEncryptedPhone.class, phones::verifyEncrypted),
                bus.serve(Accounts.CheckSessionKey.class, sessionKeys::check));
    }
}
