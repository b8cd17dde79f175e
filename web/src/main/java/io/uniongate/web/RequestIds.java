package io.uniongate.web;

import io.uniongate.contract.bus.RequestId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives every request an id: the caller's if it sent a sane one, for the answer, the logs and the bus. */
public final class RequestIds implements Handler<RoutingContext> {
    private static final String HEADER = "X-Request-Id";
    private static final String KEY = RequestIds.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public static @Nullable String of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String sent = ctx.request().getHeader(HEADER);
        String id = sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        RequestId.set(id);
        ctx.put(KEY, id).response().putHeader(HEADER, id);
        ctx.next();
    }
}
