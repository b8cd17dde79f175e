package io.uniongate.webpage;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.ClientAddress;
import io.uniongate.web.Cors;
import io.uniongate.web.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.Set;

/** Serves pages: an OpenID Provider with WeChat behind it, and cookie sessions for server-rendered sites. */
public final class WebpageVerticle extends VerticleBase {
    private final Bus bus;
    private final Router router;
    private final WebpageSettings settings;
    private final Clients clients;
    private final WeChatApps apps;
    private final ServiceAccountSettings accounts;
    private final ClientAddress addresses;
    private final TokenVerifier verifier;
    private final Limits limits;

    public WebpageVerticle(
            Bus bus,
            Router router,
            WebpageSettings settings,
            Clients clients,
            WeChatApps apps,
            ServiceAccountSettings accounts,
            ClientAddress addresses,
            TokenVerifier verifier,
            Limits limits) {
        this.bus = bus;
        this.router = router;
        this.settings = settings;
        this.clients = clients;
        this.apps = apps;
        this.accounts = accounts;
        this.addresses = addresses;
        this.verifier = verifier;
        this.limits = limits;
    }

    @Override
    public Future<?> start() {
        Set<String> origins = RegisteredOrigins.of(clients);
        Cors cors = new Cors(origins);
        Ways ways = new Ways(apps, accounts.scanned());
        AuthorizationRequests requests = new AuthorizationRequests(clients, ways);
        Departure departure = new Departure(bus, settings, new LoginCookies(new SecureRandom()), ways);
        Arrival arrival = new Arrival(bus, settings);
        ScanStreams streams = new ScanStreams(bus, addresses);
        ClientAuthentication authentication = new ClientAuthentication(clients, apps);
        IssuedTokens tokens = new IssuedTokens(bus, settings.issuer());
        new AuthorizeRoutes(requests, departure, settings.issuer()).mount(router, limits.logins());
        new LoginRoutes(requests, departure).mount(router, limits.logins());
        new CallbackRoutes(bus, arrival, addresses, settings).mount(router);
        new ScanRoutes(bus, streams, arrival, addresses).mount(router);
        new OAuthRoutes(authentication, new Grants(bus), tokens, addresses, cors, limits.tokens()).mount(router);
        new UserinfoRoutes(bus, new BearerCheck(verifier), cors).mount(router);
        OAuthFallback.mount(router);
        new DiscoveryRoutes(bus, settings, cors).mount(router);
        new SessionRoutes(bus, settings, cors, origins).mount(router);
        new JsSdkRoutes(bus, accounts.pageHosts()).mount(router, limits.signatures());
        accounts.domainFiles().forEach(file -> DomainFileRoute.mount(router, file));
        return streams.hear();
    }
}
