package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.session.Sessions;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /oauth2/wechat/callback}: WeChat sends the browser back (protocol.md §1.3). */
final class CallbackRoutes {
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9]{22,128}");
    private static final int LONGEST_CODE = 512;
    private static final String DENIED = "authdeny";

    private final Bus bus;
    private final WebpageSettings settings;
    private final ClientAddress addresses;

    CallbackRoutes(Bus bus, WebpageSettings settings, ClientAddress addresses) {
        this.bus = bus;
        this.settings = settings;
        this.addresses = addresses;
    }

    void mount(Router router) {
        router.get(WebpageSettings.CALLBACK)
                .handler(ctx -> land(ctx).onFailure(ctx::fail))
                .failureHandler(new Pages());
    }

    private Future<Void> land(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(sent -> arrival(ctx, sent))
                .compose(bus::ask)
                .compose(outcome -> answer(ctx, outcome));
    }

    /** Whatever lacks a state of ours or our cookie goes no further: it is not this browser's login. */
    private Authorization.Return arrival(RoutingContext ctx, Parameters sent) {
        Secret state = Optional.ofNullable(sent.find("state"))
                .filter(value -> !sent.repeats("state") && STATE.matcher(value).matches())
                .map(Secret::new)
                .orElseThrow(CallbackRoutes::notOurs);
        Secret browser = LoginCookies.find(ctx, state).orElseThrow(CallbackRoutes::notOurs);
        return new Authorization.Return(state, browser, code(sent), addresses.device(ctx));
    }

    private static ProblemException notOurs() {
        return new ProblemException(new Problem.StateInvalid());
    }

    /** A person who says no comes back without a code, or with the word {@code authdeny} for one. */
    private static @Nullable Secret code(Parameters sent) {
        String code = sent.find("code");
        if (code == null || code.equals(DENIED) || code.length() > LONGEST_CODE || sent.repeats("code")) {
            return null;
        }
        return new Secret(code);
    }

    private Future<Void> answer(RoutingContext ctx, Authorization.Outcome outcome) {
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
        Link again = new Link(
                Link.Kind.TRY_AGAIN, Restart.of(refused.client(), refused.app(), refused.destination(), settings));
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
