package io.uniongate.auth;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes the services of this module and gives each what it works with. */
final class Services {
    private final Bus bus;
    private final Database database;
    private final Sealer sealer;
    private final AuthSettings settings;
    private final WeChatApps apps;
    private final People people;
    private final Clock clock;
    private final SecretSource secrets = new SecretSource(new SecureRandom());
    private final SessionPolicy policy;
    private final SessionTokens tokens;
    private final AccessTokens accessTokens;
    private final TokenIssuer issuer;
    private final Users users;
    private final SessionKeys sessionKeys;
    private final SessionKeyService sessionKeyService;
    private final ClientData clientData;
    private final Unifier unifier;
    private final OnceOnly onceOnly;
    private final ProfileRefresh profiles;
    private final Followers followers;
    private final WebSignIn webSignIn;

    Services(
            Vertx vertx,
            Bus bus,
            Database database,
            Sealer sealer,
            AuthSettings settings,
            WeChatApps apps,
            Clients clients,
            People people,
            KeyRing keys,
            Clock clock) {
        this.bus = bus;
        this.database = database;
        this.sealer = sealer;
        this.settings = settings;
        this.apps = apps;
        this.people = people;
        this.clock = clock;
        policy = new SessionPolicy(settings, clock);
        tokens = new SessionTokens(keys, clock);
        accessTokens = new AccessTokens(settings, keys, clock);
        issuer = new TokenIssuer(vertx, settings, keys, tokens, clock);
        users = new Users(sealer);
        sessionKeys = new SessionKeys(sealer);
        sessionKeyService = new SessionKeyService(bus, database, sessionKeys);
        clientData = new ClientData(clock);
        unifier = new Unifier(database, settings.sharing(), clock);
        onceOnly = new OnceOnly(vertx, database, sealer, clock);
        profiles = new ProfileRefresh(bus, database, sealer, clients, clock);
        followers = new Followers(bus, database, apps, people, unifier, clock);
        webSignIn = new WebSignIn(
                bus, database, people, followers, unifier, policy, tokens, onceOnly, profiles, secrets, clock);
    }

    SignInService signIn() {
        Registrations registrations =
                new Registrations(database, unifier, sessionKeys, sealer, clientData, secrets, clock);
        return new SignInService(
                bus, apps, people, unifier, policy, sessionKeys, issuer, registrations, onceOnly, users);
    }

    ReturnService returns() {
        return new ReturnService(bus, database, webSignIn, new Returns(database, clock), secrets, clock);
    }

    ScanService scans() {
        return new ScanService(bus, database, apps, webSignIn, secrets, clock);
    }

    PushInbox pushes() {
        return new PushInbox(database, new PushEffects(clock), followers, clock);
    }

    RedeemService redeem() {
        return new RedeemService(database, policy, issuer, users, clock);
    }

    RefreshService refresh() {
        return new RefreshService(bus, database, settings.sharing(), tokens, issuer, policy, clock);
    }

    SessionService sessions() {
        return new SessionService(database, tokens, accessTokens, policy, users, sessionKeyService, clock);
    }

    AccountService accounts() {
        return new AccountService(database, unifier, people, sessionKeyService, clientData, users, profiles, clock);
    }

    PhoneService phones() {
        Phones phones = new Phones(database, sealer, clock);
        return new PhoneService(bus, database, apps, sessionKeyService, clientData, phones, users);
    }

    SessionKeyService sessionKeys() {
        return sessionKeyService;
    }
}
