package io.uniongate.db;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the rows that a query answered with. */
final class Rows {
    private Rows() {}

    static <T> Optional<T> first(Iterable<Row> rows, Function<Row, T> read) {
        return stream(rows).findFirst().map(read);
    }

    static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
        return stream(rows).map(read).toList();
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
