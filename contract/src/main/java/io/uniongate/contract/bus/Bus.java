package io.uniongate.contract.bus;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event bus with types: the class of a message is its address. */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String REQUEST_ID = "request-id";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setCodecName(LocalCodec.NAME).setLocalOnly(true);

    private final EventBus bus;

    private Bus(EventBus bus) {
        this.bus = bus;
    }

    /** Installs the codec; call once for each Vert.x instance. */
    public static Bus on(Vertx vertx) {
        return new Bus(vertx.eventBus().registerCodec(new LocalCodec()));
    }

    /** Asks the one consumer of this message; a failure is always a {@link ProblemException}. */
    public <R> Future<R> ask(Request<R> request) {
        return bus.<R>request(address(request.getClass()), request, options())
                .map(Message::body)
                .recover(cause -> Future.failedFuture(asProblem(cause, request.getClass())));
    }

    /** Registers the consumer of a message; what the handler throws is the same as what it fails with. */
    public <R, Q extends Request<R>> Future<Void> serve(Class<Q> type, Function<Q, Future<R>> handler) {
        return bus.<Q>localConsumer(address(type), message -> answer(message, handler))
                .completion();
    }

    /** Publishes an event to everybody who hears it. */
    public void tell(Event event) {
        bus.publish(address(event.getClass()), event, options());
    }

    /** Registers a listener; there may be any number. */
    public <E extends Event> Future<Void> hear(Class<E> type, Consumer<E> listener) {
        return bus.<E>localConsumer(address(type), message -> {
                    adoptRequestId(message);
                    listener.accept(message.body());
                })
                .completion();
    }

    private static <R, Q extends Request<R>> void answer(Message<Q> message, Function<Q, Future<R>> handler) {
        adoptRequestId(message);
        Class<?> type = message.body().getClass();
        Future.succeededFuture(message.body())
                .compose(handler)
                .onSuccess(reply -> message.reply(reply, LOCAL))
                .onFailure(cause -> message.reply(asProblem(cause, type), LOCAL));
    }

    private static ProblemException asProblem(Throwable cause, Class<?> type) {
        if (cause instanceof ProblemException known) {
            return known;
        }
        LOG.error("{} failed unexpectedly", type.getSimpleName(), cause);
        return new ProblemException(
                cause instanceof ReplyException ? new Problem.Unavailable() : new Problem.Internal());
    }

    private static DeliveryOptions options() {
        String id = RequestId.current();
        return id == null ? LOCAL : new DeliveryOptions(LOCAL).addHeader(REQUEST_ID, id);
    }

    private static void adoptRequestId(Message<?> message) {
        String id = message.headers().get(REQUEST_ID);
        if (id != null) {
            RequestId.set(id);
        }
    }

    private static String address(Class<?> type) {
        return type.getName();
    }
}
