package io.uniongate.webpage;

import io.uniongate.contract.registration.DomainFile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** {@code GET /MP_verify_….txt}: shows WeChat that the domain people are sent back to is the account's. */
final class DomainFileRoute {
    private DomainFileRoute() {}

    static void mount(Router router, DomainFile file) {
        router.get(file.path())
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .end(file.content()));
    }
}
