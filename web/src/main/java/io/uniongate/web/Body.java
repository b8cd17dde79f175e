package io.uniongate.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body as a record, or refuses it naming the field and never quoting what was in it.
 *
 * <p>A component is required unless it is {@code @Nullable}; fields that the record does not have are ignored.
 */
public final class Body {
    private static final long LIMIT = 64 * 1024;
    private static final ObjectMapper MAPPER = mapper();
    private static final ClassValue<List<RecordComponent>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return required(type);
        }
    };

    private Body() {}

    /**
     * Receives bodies up to the size that any documented one needs.
     *
     * <p>A plain handler, because Vert.x wants its own one first in a route, and a limit comes before it.
     */
    public static Handler<RoutingContext> handler() {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(LIMIT);
        return ctx -> bodies.handle(ctx);
    }

    public static <T extends Record> T read(RoutingContext ctx, Class<T> type) {
        requireJson(ctx);
        Buffer content = ctx.body().buffer();
        T body = content == null || content.length() == 0 ? null : parse(content, type);
        if (body == null) {
            throw invalid("The body must be a JSON object");
        }
        requireComponents(body);
        return body;
    }

    /** The fields that were sent, where a null is not the same as nothing. */
    static Set<String> fields(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        return body == null ? Set.of() : body.fieldNames();
    }

    /** A refusal of one field, for what only the route can know about it. */
    public static ProblemException invalid(String detail) {
        return new ProblemException(new Problem.InvalidRequest(detail));
    }

    private static void requireJson(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(new Problem.UnsupportedMediaType());
        }
    }

    private static <T> @Nullable T parse(Buffer content, Class<T> type) {
        try {
            return MAPPER.readValue(content.getBytes(), type);
        } catch (JsonMappingException misfit) {
            String field = field(misfit);
            throw invalid(
                    field.isEmpty() ? "The body must be a JSON object" : field + " is not of the documented form");
        } catch (IOException malformed) {
            throw invalid("The body is not valid JSON");
        }
    }

    private static String field(JsonMappingException misfit) {
        return misfit.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining("."));
    }

    private static void requireComponents(Record body) {
        for (RecordComponent component : REQUIRED.get(body.getClass())) {
            if (value(component, body) == null) {
                throw invalid(component.getName() + " is required");
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record body) {
        try {
            return component.getAccessor().invoke(body);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<RecordComponent> required(Class<?> type) {
        List<RecordComponent> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .toList();
        required.forEach(component -> component.getAccessor().setAccessible(true));
        return required;
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
