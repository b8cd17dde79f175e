package io.uniongate.auth;

import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.AppQueries;
import io.uniongate.db.Database;
import io.uniongate.db.Notifications;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;

/** Serves sign-in and unification, sessions, tokens and accounts. */
public final class AuthCoreVerticle extends VerticleBase {
    private final Bus bus;
    private final Database database;
    private final Notifications notifications;
    private final Sealer sealer;
    private final AuthSettings settings;
    private final WeChatApps apps;
    private final Clock clock;

    public AuthCoreVerticle(
            Bus bus,
            Database database,
            Notifications notifications,
            Sealer sealer,
            AuthSettings settings,
            WeChatApps apps,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.notifications = notifications;
        this.sealer = sealer;
        this.settings = settings;
        this.apps = apps;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        KeyRing keys = new KeyRing(new KeyStore(vertx, database, sealer, settings, clock), bus);
        Upkeep upkeep = new Upkeep(vertx, bus, database, notifications, keys, clock);
        return upkeep.begin()
                .compose(kept -> database.statement(
                        client -> AppQueries.mirror(client, apps.byId().values())))
                .compose(scopes -> serve(keys, new People(scopes)));
    }

    private Future<?> serve(KeyRing keys, People people) {
        SecretSource secrets = new SecretSource(new java.security.SecureRandom());
        SessionPolicy policy = new SessionPolicy(settings, clock);
        SessionTokens tokens = new SessionTokens(keys, clock);
        TokenIssuer issuer = new TokenIssuer(vertx, settings, keys, tokens, clock);
        Users users = new Users(sealer);
        SessionKeys sessionKeys = new SessionKeys(sealer);
        ClientData clientData = new ClientData(clock);
        Unifier unifier = new Unifier(database, settings.sharing(), clock);
        OnceOnly onceOnly = new OnceOnly(vertx, database, sealer, clock);
        Registrations registrations =
                new Registrations(database, unifier, sessionKeys, sealer, clientData, secrets, clock);
        SignInService signIn = new SignInService(
                bus, apps, people, unifier, policy, sessionKeys, issuer, registrations, onceOnly, users);
        ReturnService returns =
                new ReturnService(bus, database, people, unifier, policy, tokens, onceOnly, secrets, clock);
        RedeemService redeem = new RedeemService(database, policy, issuer, users, clock);
        RefreshService refresh = new RefreshService(database, settings.sharing(), tokens, issuer, policy, clock);
        SessionService sessions =
                new SessionService(database, tokens, new AccessTokens(settings, keys, clock), policy, users, clock);
        AccountService accounts = new AccountService(database, unifier, people, sessionKeys, clientData, users, clock);
        return Future.all(java.util.List.of(
                bus.serve(SignIn.WithMiniProgramCode.class, signIn::withCode),
                bus.serve(SignIn.WithProfile.class, signIn::withProfile),
                bus.serve(Authorization.Begin.class, returns::begin),
                bus.serve(Authorization.Return.class, returns::returned),
                bus.serve(Authorization.Redeem.class, redeem::redeem),
                bus.serve(Sessions.Refresh.class, refresh::refresh),
                bus.serve(Sessions.Revoke.class, sessions::revoke),
                bus.serve(Sessions.Introspect.class, sessions::introspect),
                bus.serve(Sessions.OfCookie.class, sessions::ofCookie),
                bus.serve(Sessions.EndCookie.class, sessions::endCookie),
                bus.serve(Sessions.OfUser.class, sessions::ofUser),
                bus.serve(Sessions.End.class, sessions::end),
                bus.serve(Sessions.EndAll.class, sessions::endAll),
                bus.serve(Accounts.Find.class, accounts::find),
                bus.serve(Accounts.ChangeProfile.class, accounts::change),
                bus.serve(Accounts.ChangeVerifiedProfile.class, accounts::changeVerified),
                bus.serve(Accounts.Identities.class, accounts::identities),
                bus.serve(Accounts.Erase.class, accounts::erase),
                bus.serve(
                        Keys.Published.class,
                        ask -> Future.succeededFuture(keys.current().published()))));
    }
}
