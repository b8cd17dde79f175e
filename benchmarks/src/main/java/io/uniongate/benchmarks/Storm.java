package io.uniongate.benchmarks;

import io.uniongate.benchmarks.Recorder.Marked;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The promise of the data model under the worst load there is: whatever the order in which unionids become known,
 * nobody ends as two users, and nobody as somebody else.
 */
final class Storm {
    private static final int CLIENTS = 64;
    private static final long SEED = 20_260;
    private static final String OUTCOME = """
            SELECT jsonb_build_object(
                'identities', (SELECT count(*) FROM identity),
                'identitiesWithoutUnionId', (SELECT count(*) FROM identity WHERE unionid IS NULL),
                'unionIds', (SELECT count(*) FROM union_identity),
                'activeUsers', (SELECT count(*) FROM users WHERE status = 'ACTIVE'),
                'mergedUsers', (SELECT count(*) FROM users WHERE status = 'MERGED'),
                'peopleWithSeveralUsers', (SELECT count(*) FROM (
                    SELECT FROM identity GROUP BY split_part(openid, '.', 3) HAVING count(DISTINCT user_id) > 1) AS p),
                'usersWithSeveralPeople', (SELECT count(*) FROM (
                    SELECT FROM identity GROUP BY user_id HAVING count(DISTINCT split_part(openid, '.', 3)) > 1) AS u),
                'identitiesOfInactiveUsers', (SELECT count(*) FROM identity i JOIN users u ON u.id = i.user_id
                    WHERE u.status <> 'ACTIVE'),
                'sessions', (SELECT count(*) FROM session),
                'sessionsOfInactiveUsers', (SELECT count(*) FROM session s JOIN users u ON u.id = s.user_id
                    WHERE u.status <> 'ACTIVE'),
                'deadlocks', (SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()))
            """;

    private Storm() {}

    static Report run(Target target, Postgres postgres, Settings settings) {
        Marked load = logEverybodyIn(target, settings);
        JsonObject outcome = new JsonObject(postgres.value(target.database(), OUTCOME));
        return new Report(settings.stormPeople(), load, outcome);
    }

    private static Marked logEverybodyIn(Target target, Settings settings) {
        try (ChildProcess load = ChildProcess.dialogue(
                settings.directory(),
                "storm-load",
                StormLoad.class,
                String.valueOf(target.port()),
                String.valueOf(CLIENTS),
                String.valueOf(settings.stormPeople()),
                String.valueOf(SEED))) {
            return Marked.parse(load.hear());
        }
    }

    /** What the storm left behind. */
    record Report(int people, Marked load, JsonObject outcome) {
        String describe() {
            return "%d people, %d apps, %d clients: %d logins in %.1f s (%.0f/s), p50 %.1f ms, p99 %.1f ms, %d failed."
                    .formatted(
                            people,
                            Apps.ALL.size(),
                            CLIENTS,
                            load.requests(),
                            load.seconds(),
                            load.rate(),
                            load.p50() / 1000.0,
                            load.p99() / 1000.0,
                            load.errors());
        }

        Map<String, Object> counts() {
            return new TreeMap<>(outcome.getMap());
        }

        /** Fails unless every login was answered and every person is one user. */
        void require() {
            requireThat(load.errors() == 0, load.errors() + " logins failed, the first one: " + load.firstError());
            int identities = people * Apps.ALL.size();
            require("identities", identities);
            require("identitiesWithoutUnionId", 0);
            require("unionIds", people);
            require("activeUsers", people);
            require("peopleWithSeveralUsers", 0);
            require("usersWithSeveralPeople", 0);
            require("identitiesOfInactiveUsers", 0);
            require("sessions", load.requests());
            require("sessionsOfInactiveUsers", 0);
            require("deadlocks", 0);
        }

        private void require(String count, int expected) {
            int found = outcome.getInteger(count);
            requireThat(found == expected, "storm: " + count + " is " + found + ", must be " + expected);
        }

        private static void requireThat(boolean holds, String broken) {
            if (!holds) {
                throw new BenchmarkFailure(broken);
            }
        }
    }
}
