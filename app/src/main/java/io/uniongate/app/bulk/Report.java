package io.uniongate.app.bulk;

import io.uniongate.auth.Tally;
import io.uniongate.db.BulkOutcome;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a command on very many people has done, in all of its runs. */
public record Report(String title, boolean rehearsal, Map<String, Long> counts) {
    private static final Map<BulkOutcome, String> NAMES = Map.ofEntries(
            Map.entry(BulkOutcome.CREATED, "usersCreated"),
            Map.entry(BulkOutcome.LINKED, "identitiesLinked"),
            Map.entry(BulkOutcome.LEARNED, "unionidsLearned"),
            Map.entry(BulkOutcome.MERGED, "usersMerged"),
            Map.entry(BulkOutcome.UNCHANGED, "unchanged"),
            Map.entry(BulkOutcome.CONFLICT, "conflicts"),
            Map.entry(BulkOutcome.PENDING, "pendingMerges"),
            Map.entry(BulkOutcome.BLOCKED, "blocked"),
            Map.entry(BulkOutcome.UNKNOWN, "unknown"),
            Map.entry(BulkOutcome.NOT_FOLLOWING, "notFollowing"),
            Map.entry(BulkOutcome.WITHOUT_UNIONID, "withoutUnionid"),
            Map.entry(BulkOutcome.REFUSED, "refused"),
            Map.entry(BulkOutcome.BAD, "badLines"),
            Map.entry(BulkOutcome.PHONE_TAKEN, "phonesTaken"),
            Map.entry(BulkOutcome.PHONE_LEFT, "phonesLeft"));

    static Report of(String title, boolean rehearsal, Tally tally, List<BulkOutcome> outcomes) {
        Map<String, Long> counts = new LinkedHashMap<>();
        outcomes.forEach(outcome -> counts.put(String.valueOf(NAMES.get(outcome)), tally.of(outcome)));
        return new Report(title, rehearsal, counts);
    }

    /** Whether something was left out that somebody must look at. */
    public boolean isComplete() {
        return counts.getOrDefault("badLines", 0L) == 0 && counts.getOrDefault("refused", 0L) == 0;
    }

    public String text() {
        return counts.entrySet().stream()
                .map(count -> "%n  %-16s %10d".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining("", title + (rehearsal ? " (dry run: nothing is changed)" : ""), ""));
    }

    public String json() {
        JsonObject json = new JsonObject().put("of", title).put("dryRun", rehearsal);
        counts.forEach(json::put);
        return json.encode();
    }
}
