package io.uniongate.push;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push;
import io.uniongate.web.Answer;
import io.uniongate.web.Body;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET|POST /wechat/push/{appId}}: the address that an app's message push page names (protocol.md §1.11), and
 * that a third-party platform's pages name for what WeChat tells it about itself.
 *
 * <p>{@code success} tells WeChat never to send the event again, so it is answered only once the event is stored, or
 * when there is none with an effect. Storing is all that is waited for, never the effect. Where storing fails or takes
 * too long nobody knows whether it happened: the answer is a 5xx within WeChat's 5 s, and the next delivery, whose
 * key is the same, finds the event stored or stores it.
 */
final class PushRoutes {
    private static final String PATH = "/wechat/push/:appId";
    private static final String DONE = "success";

    private final Bus bus;
    private final Map<String, Inbox> inboxes;
    private final Duration patience;

    PushRoutes(Bus bus, Collection<Inbox> inboxes, Duration patience) {
        this.bus = bus;
        this.inboxes =
                inboxes.stream().collect(toUnmodifiableMap(inbox -> inbox.app().value(), identity()));
        this.patience = patience;
    }

    void mount(Router router) {
        router.get(PATH).handler(Answer.text(this::verify));
        router.post(PATH).handler(Body.handler()).handler(Answer.text(this::receive));
    }

    private Future<String> verify(RoutingContext ctx) {
        return Future.succeededFuture(inbox(ctx).echo(ctx.queryParams()));
    }

    private Future<String> receive(RoutingContext ctx) {
        Inbox inbox = inbox(ctx);
        Fields message = inbox.open(ctx.queryParams(), body(ctx));
        return question(inbox.app(), message)
                .map(this::store)
                .orElseGet(Future::succeededFuture)
                .map(DONE);
    }

    /** What is to be done about a message, if anything is. */
    private static Optional<Push<Void>> question(AppId app, Fields message) {
        return TicketReader.read(app, message)
                .or(() ->
                        EventReader.read(app, message).map(event -> new Push.Accept(EventKey.of(app, message), event)));
    }

    private Inbox inbox(RoutingContext ctx) {
        Inbox inbox = inboxes.get(ctx.pathParam("appId"));
        if (inbox == null) {
            throw Rejection.because("no push is configured for the app");
        }
        return inbox;
    }

    private static String body(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null ? "" : body.toString(StandardCharsets.UTF_8);
    }

    private Future<Void> store(Push<Void> pushed) {
        return bus.ask(pushed)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(inTime(cause)));
    }

    private static Throwable inTime(Throwable cause) {
        return cause instanceof TimeoutException ? new ProblemException(new Problem.Unavailable()) : cause;
    }
}
