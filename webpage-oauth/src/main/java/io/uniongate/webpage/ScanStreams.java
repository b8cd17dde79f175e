package io.uniongate.webpage;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.scan.ScanConfirmed;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The browsers that wait on this node, each known by the key of its scan. */
final class ScanStreams {
    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE = 100;
    private static final int RETRY_SECONDS = 60;

    private final Bus bus;
    private final ClientAddress addresses;
    private final Places places = new Places(MOST, MOST_OF_ONE);
    private final Map<String, Set<ScanStream>> waiting = new ConcurrentHashMap<>();

    ScanStreams(Bus bus, ClientAddress addresses) {
        this.bus = bus;
        this.addresses = addresses;
    }

    Future<Void> hear() {
        return bus.hear(ScanConfirmed.class, this::notice);
    }

    private void notice(ScanConfirmed scan) {
        waiting.getOrDefault(scan.key(), Set.of()).forEach(ScanStream::notice);
    }

    /** Listens before it looks, so that no scan falls between. */
    Future<Void> open(RoutingContext ctx, BegunLogin login, String key) {
        String caller = addresses.subscriber(ctx);
        if (!places.take(caller)) {
            return ProblemException.failed(new Problem.RateLimited(RETRY_SECONDS));
        }
        ScanStream stream = new ScanStream(bus, ctx, login);
        waiting.compute(key, (known, streams) -> with(streams, stream));
        ctx.addEndHandler(ended -> {
            waiting.computeIfPresent(key, (known, streams) -> without(streams, stream));
            places.leave(caller);
        });
        return stream.open();
    }

    private static Set<ScanStream> with(@Nullable Set<ScanStream> streams, ScanStream stream) {
        Set<ScanStream> all = streams == null ? ConcurrentHashMap.newKeySet() : streams;
        all.add(stream);
        return all;
    }

    private static @Nullable Set<ScanStream> without(Set<ScanStream> streams, ScanStream stream) {
        streams.remove(stream);
        return streams.isEmpty() ? null : streams;
    }
}
