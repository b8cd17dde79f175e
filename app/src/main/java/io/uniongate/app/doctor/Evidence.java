package io.uniongate.app.doctor;

import io.uniongate.contract.AppId;
import io.uniongate.db.AppQueries;
import io.uniongate.db.Database;
import io.uniongate.db.KeyQueries;
import io.uniongate.db.KeyQueries.StoredKey;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the database tells that this server's public side can be held against.
 *
 * @param signing the ids of the keys that access tokens may be signed with now
 * @param returns when WeChat last sent somebody back to this server's domain, by app
 */
record Evidence(Set<String> signing, Map<AppId, Instant> returns) {
    static final Evidence NONE = new Evidence(Set.of(), Map.of());

    /** Nothing of what cannot be read: whoever looks at the database says why. */
    static Future<Evidence> in(Database database, String domain, Clock clock) {
        Instant now = clock.instant();
        Future<Set<String>> signing = database.statement(client -> KeyQueries.load(client, now))
                .map(keys -> signing(keys, now))
                .otherwise(NONE.signing());
        Future<Map<AppId, Instant>> returns =
                database.statement(client -> AppQueries.returns(client, domain)).otherwise(NONE.returns());
        return Future.all(signing, returns).map(read -> new Evidence(signing.result(), returns.result()));
    }

    private static Set<String> signing(List<StoredKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> key.publicJwk() != null && !key.activatesAt().isAfter(now))
                .map(StoredKey::kid)
                .collect(Collectors.toSet());
    }
}
