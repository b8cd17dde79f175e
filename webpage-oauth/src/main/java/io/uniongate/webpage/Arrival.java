package io.uniongate.webpage;

import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.Sessions;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Lets a browser go on that has come back from WeChat, or for which WeChat has spoken. */
final class Arrival {
    private final Bus bus;
    private final WebpageSettings settings;

    Arrival(Bus bus, WebpageSettings settings) {
        this.bus = bus;
        this.settings = settings;
    }

    Future<Void> answer(RoutingContext ctx, Authorization.Outcome outcome) {
        if (outcome instanceof Authorization.CodeIssued issued) {
            return Redirect.fromWeChat(ctx, backTo(issued.destination()).withCode(issued.code()));
        }
        if (outcome instanceof Authorization.SessionOpened opened) {
            return enter(ctx, opened);
        }
        return refuse(ctx, (Authorization.Refused) outcome);
    }

    /** A session cookie from before the login must not survive it (security.md S16). */
    private Future<Void> enter(RoutingContext ctx, Authorization.SessionOpened opened) {
        return SessionCookie.of(ctx)
                .filter(earlier -> !earlier.equals(opened.cookie()))
                .map(earlier -> bus.ask(new Sessions.EndCookie(earlier)))
                .orElseGet(Future::succeededFuture)
                .onSuccess(ended -> SessionCookie.set(ctx, opened.cookie(), opened.maxAge()))
                .compose(ended -> Redirect.fromWeChat(ctx, opened.destination().returnTo()));
    }

    private Future<Void> refuse(RoutingContext ctx, Authorization.Refused refused) {
        Link again = new Link(Link.Kind.TRY_AGAIN, Restart.of(refused, settings));
        if (!(refused.destination() instanceof Destination.ToClient toClient)) {
            Pages.offer(ctx, again);
            return tell(ctx, refused.problem());
        }
        String back = backTo(toClient).withError(refused.problem());
        if (toClient.silent() || refused.problem() instanceof Problem.AccessDenied) {
            return Redirect.fromWeChat(ctx, back);
        }
        Pages.offer(ctx, again, new Link(Link.Kind.BACK, back));
        return tell(ctx, refused.problem());
    }

    /** A snapshot page is no failure of anybody's: it is the way WeChat shows the door. */
    private static Future<Void> tell(RoutingContext ctx, Problem problem) {
        return problem instanceof Problem.SnapshotUser
                ? Pages.show(ctx, Notice.FULL_SERVICE)
                : Pages.refuse(ctx, problem);
    }

    private ClientRedirect backTo(Destination.ToClient destination) {
        return ClientRedirect.of(destination, settings.issuer());
    }
}
