package io.uniongate.auth;

import io.uniongate.db.BulkOutcome;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many came to which end. */
public record Tally(Map<BulkOutcome, Long> counts) {
    static final Tally NONE = new Tally(Map.of());

    public Tally {
        counts = Map.copyOf(counts);
    }

    static Tally of(Collection<BulkOutcome> outcomes) {
        Map<BulkOutcome, Long> counts = new EnumMap<>(BulkOutcome.class);
        outcomes.forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
        return new Tally(counts);
    }

    static Tally of(BulkOutcome outcome, long count) {
        return new Tally(Map.of(outcome, count));
    }

    static Tally from(JsonObject json) {
        Map<BulkOutcome, Long> counts = new EnumMap<>(BulkOutcome.class);
        json.forEach(count -> counts.put(BulkOutcome.valueOf(count.getKey()), json.getLong(count.getKey())));
        return new Tally(counts);
    }

    public long of(BulkOutcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    Tally plus(Tally other) {
        Map<BulkOutcome, Long> sum = new EnumMap<>(BulkOutcome.class);
        sum.putAll(counts);
        other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new Tally(sum);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        counts.forEach((outcome, count) -> json.put(outcome.name(), count));
        return json;
    }
}
