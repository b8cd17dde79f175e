package io.uniongate.webpage;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.scan.Scans;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser's server-sent events (HTML §9.2): how its scan stands, now and whenever there is reason to look. */
final class ScanStream {
    /** Well below the time for which proxies keep silent connections, and after which a lost notice is made good. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(ScanStream.class);

    private final Bus bus;
    private final RoutingContext ctx;
    private final Scans.Look question;
    private final Context context;

    ScanStream(Bus bus, RoutingContext ctx, BegunLogin login) {
        this.bus = bus;
        this.ctx = ctx;
        this.question = new Scans.Look(login.state(), login.browser());
        this.context = ctx.vertx().getOrCreateContext();
    }

    /** Fails, with nothing sent yet, where this browser has nothing to wait for. */
    Future<Void> open() {
        ctx.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        keep();
        return look();
    }

    private void keep() {
        long beats = ctx.vertx().setPeriodic(BEAT.toMillis(), beat -> lookAgain());
        long end = ctx.vertx().setTimer(LONGEST.toMillis(), over -> close());
        ctx.addEndHandler(ended -> ctx.vertx().cancelTimer(beats));
        ctx.addEndHandler(ended -> ctx.vertx().cancelTimer(end));
        // Whoever stops the server need not wait for those who wait: their browsers ask again, elsewhere.
        ctx.request().connection().shutdownHandler(stopping -> close());
    }

    /** Called from wherever it was heard that somebody scanned. */
    void notice() {
        context.runOnContext(heard -> lookAgain());
    }

    private void lookAgain() {
        look().onFailure(this::stayOrLeave);
    }

    private Future<Void> look() {
        return bus.ask(question).compose(this::tell);
    }

    private Future<Void> tell(Scans.Progress progress) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        String event = "data: " + progress.name().toLowerCase(Locale.ROOT) + "\n\n";
        return progress == Scans.Progress.WAITING ? response.write(event) : response.end(event);
    }

    /** What cannot be looked at just now may be later; what is no login any more never again. */
    private void stayOrLeave(Throwable failure) {
        if (ProblemException.carries(failure, Problem.StateInvalid.class)) {
            tell(Scans.Progress.EXPIRED).onFailure(gone -> LOG.debug("The browser did not wait for its end"));
        } else if (!ctx.response().ended()) {
            ctx.response().write(": \n\n").onFailure(gone -> LOG.debug("The browser does not wait any more"));
        }
    }

    private void close() {
        if (!ctx.response().ended()) {
            ctx.response().end().onFailure(gone -> LOG.debug("The browser was gone already"));
        }
    }
}
