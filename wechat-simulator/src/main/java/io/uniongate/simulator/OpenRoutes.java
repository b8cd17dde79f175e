package io.uniongate.simulator;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;

/** open.weixin.qq.com: the pages a browser sees, and whose phone it is. */
final class OpenRoutes {

    private final Vertx vertx;
    private final World world;
    private final Visits visits;

    OpenRoutes(Vertx vertx, World world) {
        this.vertx = vertx;
        this.world = world;
        this.visits = new Visits(world);
    }

    void mount(Router router) {
        router.get(Api.AUTHORIZE.path()).handler(ctx -> enter(Api.AUTHORIZE, ctx));
        router.get(Api.QR_CONNECT.path()).handler(ctx -> enter(Api.QR_CONNECT, ctx));
        router.get(LoginScript.PATH).handler(OpenRoutes::script);
        router.get(Face.PATH + ":name").handler(this::face);
        router.post("/_sim/reply").handler(BodyHandler.create(false)).handler(this::reply);
    }

    private void enter(Api page, RoutingContext ctx) {
        Viewer viewer = new Viewer(ctx);
        viewer.keepChoices();
        Link link = Link.of(page, String.valueOf(ctx.request().query()));
        if (page == Api.AUTHORIZE && !viewer.isWeChat()) {
            html(ctx, Pages.outsideWeChat(link.path()));
            return;
        }
        String ip = ctx.request().remoteAddress().hostAddress();
        Visits.Visit visit = world.inside(here -> visits.enter(link, viewer.user(here.phoneOf), ip));
        after(visit.fault().delay(), () -> open(ctx, visit));
    }

    private void after(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
            return;
        }
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> step.run());
    }

    private void open(RoutingContext ctx, Visits.Visit visit) {
        Effect effect = visit.fault().effect();
        if (effect instanceof Effect.Drops) {
            ctx.request().connection().close();
            return;
        }
        if (effect instanceof Effect.Answers answers) {
            ctx.response()
                    .setStatusCode(answers.status())
                    .putHeader("Content-Type", answers.contentType())
                    .end(answers.body());
            return;
        }
        if (!(effect instanceof Effect.Hangs)) {
            show(ctx, world.inside(here -> visits.open(visit)), visit.link().path());
        }
    }

    private void reply(RoutingContext ctx) {
        String ticket = String.valueOf(ctx.request().getFormAttribute("ticket"));
        Decision decision = Decision.valueOf(String.valueOf(ctx.request().getFormAttribute("decision")));
        show(ctx, world.inside(here -> visits.reply(ticket, decision)), "");
    }

    private static void script(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Type", "text/javascript; charset=utf-8")
                .end(LoginScript.SOURCE);
    }

    private void face(RoutingContext ctx) {
        String name = String.valueOf(ctx.pathParam("name"));
        String nickname =
                world.inside(here -> here.user(name).map(User::nickname).orElse(name));
        ctx.response().putHeader("Content-Type", "image/svg+xml").end(Face.svg(nickname));
    }

    private void show(RoutingContext ctx, PageStep step, String link) {
        if (step instanceof PageStep.CallBack callBack) {
            callBack(ctx, callBack);
            return;
        }
        html(ctx, world.inside(here -> page(step, link)));
    }

    private String page(PageStep step, String link) {
        String others = link.isEmpty() ? "" : Pages.others(world.users.values(), link);
        if (step instanceof PageStep.Broken broken) {
            return Pages.error(broken.error());
        }
        if (step instanceof PageStep.Consent consent) {
            return Pages.consent(consent, world.requireUser(consent.pending().user()), others);
        }
        return step instanceof PageStep.Snapshot snapshot
                ? Pages.snapshot(snapshot, world.requireUser(snapshot.pending().user()), others)
                : Pages.closed();
    }

    private void callBack(RoutingContext ctx, PageStep.CallBack callBack) {
        if (callBack.urls().size() > 1) {
            String nonce = world.identifiers.ticket();
            html(ctx, Pages.callBackTwice(callBack.urls(), nonce), "; script-src 'nonce-" + nonce + "'; connect-src *");
            return;
        }
        ctx.response()
                .setStatusCode(302)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", callBack.urls().get(0))
                .end();
    }

    private static void html(RoutingContext ctx, String page) {
        html(ctx, page, "");
    }

    private static void html(RoutingContext ctx, String page, String morePolicy) {
        ctx.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'" + morePolicy)
                .end(page);
    }
}
