package io.uniongate.app.flow;

import io.uniongate.db.Database;
import java.util.Map;
import java.util.TreeMap;

/** What must not be found in a database, whatever happened to the server that wrote it. */
final class Damage {
    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("an active user without an identity", """
                    SELECT id FROM users u WHERE status = 'ACTIVE'
                        AND NOT EXISTS (SELECT FROM identity WHERE user_id = u.id)
                    """),
            Map.entry("an active user without the event that made it", """
                    SELECT u.id FROM users u LEFT JOIN event e ON e.user_id = u.id AND e.type = 'user.created'
                    GROUP BY u.id HAVING count(e.user_id) <> 1
                    """),
            Map.entry("an identity of somebody who is not active", """
                    SELECT i.id FROM identity i JOIN users u ON u.id = i.user_id WHERE u.status <> 'ACTIVE'
                    """),
            Map.entry("an identity that disagrees with the owner of its unionid", """
                    SELECT i.id FROM identity i LEFT JOIN union_identity o USING (union_scope_id, unionid)
                    WHERE i.unionid IS NOT NULL AND o.user_id IS DISTINCT FROM i.user_id
                    """),
            Map.entry("a unionid that no identity has", """
                    SELECT unionid FROM union_identity o
                    WHERE NOT EXISTS (SELECT FROM identity i
                        WHERE i.union_scope_id = o.union_scope_id AND i.unionid = o.unionid)
                    """),
            Map.entry("an identity of a mini program's login without a session_key", """
                    SELECT i.id FROM identity i JOIN app USING (app_id)
                    LEFT JOIN wechat_session_key k ON k.identity_id = i.id
                    WHERE app.kind = 'mini-program' AND i.linked_by = 'sign-in' AND k.key_enc IS NULL
                    """),
            Map.entry("a session of somebody who is not active", """
                    SELECT s.id FROM session s JOIN users u ON u.id = s.user_id WHERE u.status <> 'ACTIVE'
                    """),
            Map.entry("a session without the event that opened it", """
                    SELECT id FROM session s WHERE NOT EXISTS (SELECT FROM event
                        WHERE type = 'session.opened' AND data ->> 'sessionId' = s.id::text)
                    """),
            Map.entry("a merged user that leads nowhere", """
                    SELECT u.id FROM users u
                    LEFT JOIN user_redirect r ON r.old_id = u.id LEFT JOIN users n ON n.id = r.new_id
                    WHERE u.status = 'MERGED' AND n.status IS DISTINCT FROM 'ACTIVE'
                    """),
            Map.entry("a merged user without its merge", """
                    SELECT id FROM users u WHERE status = 'MERGED'
                        AND NOT EXISTS (SELECT FROM account_merge WHERE loser = u.id AND state = 'APPLIED')
                    """),
            Map.entry("a merge without what it moved", """
                    SELECT id FROM account_merge m WHERE state = 'APPLIED'
                        AND NOT EXISTS (SELECT FROM account_merge_item
                            WHERE merge_id = m.id AND kind IN ('identity', 'union_identity'))
                    """),
            Map.entry("a merge without its loser", """
                    SELECT m.id FROM account_merge m JOIN users u ON u.id = m.loser
                    WHERE m.state = 'APPLIED' AND u.status <> 'MERGED'
                    """));

    /** The connections here are set up for looking up single rows. */
    private static final String WHOLE_TABLES = "SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on";

    private Damage() {}

    /** What is broken, with how many rows show it. */
    static Map<String, Integer> in(Database database) {
        Map<String, Integer> found = new TreeMap<>();
        QUERIES.forEach((name, sql) -> {
            int rows = database.transaction(tx -> tx.query(WHOLE_TABLES)
                            .execute()
                            .compose(set -> tx.query(sql).execute()))
                    .await()
                    .size();
            if (rows > 0) {
                found.put(name, rows);
            }
        });
        return found;
    }
}
