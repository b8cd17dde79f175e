package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.Map;

/** Answers in OAuth's words what no route under {@code /oauth2} answers; mount it after them. */
final class OAuthFallback {
    private static final Map<String, String> METHODS = Map.of(
            WebpageSettings.AUTHORIZE, "GET, POST",
            WebpageSettings.CALLBACK, "GET",
            ScanRoutes.EVENTS, "GET",
            ScanRoutes.STATUS, "GET",
            ScanRoutes.FINISH, "GET",
            OAuthRoutes.TOKEN, "POST",
            OAuthRoutes.REVOKE, "POST",
            OAuthRoutes.INTROSPECT, "POST",
            UserinfoRoutes.USERINFO, "GET, POST");

    private OAuthFallback() {}

    static void mount(Router router) {
        METHODS.forEach((path, methods) -> refuseOthers(router, path, methods));
        router.route("/oauth2/*")
                .handler(ctx -> ctx.fail(new ProblemException(new Problem.NotFound())))
                .failureHandler(new OAuthProblems());
    }

    private static void refuseOthers(Router router, String path, String methods) {
        router.route(path).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, methods);
            ctx.fail(new ProblemException(new Problem.MethodNotAllowed()));
        });
    }
}
