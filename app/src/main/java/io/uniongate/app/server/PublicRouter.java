package io.uniongate.app.server;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.operations.AccessLog;
import io.uniongate.contract.registration.Client;
import io.uniongate.web.Cors;
import io.uniongate.web.Problems;
import io.uniongate.web.RequestIds;
import io.uniongate.web.SecurityHeaders;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every request of the public port passes before it comes to an edge. */
final class PublicRouter {
    /** The OAuth endpoints have their own, because not all of them may be read across origins (RFC 9700 §2.6). */
    private static final List<String> READ_ACROSS_ORIGINS = List.of("/users/*", "/miniprogram/*");

    private PublicRouter() {}

    static Router create(Vertx vertx, AppConfig config, AccessLog accessLog) {
        Router router = Router.router(vertx);
        router.route().handler(new RequestIds());
        router.route().handler(accessLog);
        router.route().handler(new SecurityHeaders(config.http().publicUrl()));
        Cors cors = new Cors(origins(config));
        READ_ACROSS_ORIGINS.forEach(path -> router.route(path).handler(cors));
        Problems.on(router);
        return router;
    }

    /** A page that codes or people are sent back to is a page of that client. */
    private static Set<String> origins(AppConfig config) {
        return config.clients().byId().values().stream()
                .flatMap(PublicRouter::pages)
                .map(URI::create)
                .filter(page -> page.getHost() != null && page.getScheme().startsWith("http"))
                .map(page -> page.getScheme() + "://" + page.getAuthority())
                .collect(Collectors.toSet());
    }

    private static Stream<String> pages(Client client) {
        return Stream.concat(client.redirectUris().stream(), client.returnTo().stream());
    }
}
