package io.uniongate.db;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a list of rows into the arrays that {@code unnest} takes, and times into Postgres's. */
final class Columns {
    private Columns() {}

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(row -> {
                    Object value = column.apply(row);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }

    static <T> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    static <T> @Nullable Short[] shorts(List<T> rows, Function<T, @Nullable Short> column) {
        return rows.stream().map(column).toArray(Short[]::new);
    }

    static <T> @Nullable Integer[] integers(List<T> rows, Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    static <T> @Nullable Buffer[] bytes(List<T> rows, Function<T, @Nullable Buffer> column) {
        return rows.stream().map(column).toArray(Buffer[]::new);
    }

    static <T> @Nullable OffsetDateTime[] times(List<T> rows, Function<T, @Nullable Instant> column) {
        return rows.stream()
                .map(row -> {
                    Instant value = column.apply(row);
                    return value == null ? null : time(value);
                })
                .toArray(OffsetDateTime[]::new);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
