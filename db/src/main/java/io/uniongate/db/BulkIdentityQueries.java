package io.uniongate.db;

import io.uniongate.contract.AppId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identities of one app, in portions. */
public final class BulkIdentityQueries {
    private static final String OF_APP = """
            SELECT id, openid, union_scope_id, unionid FROM identity
            WHERE app_id = $1 AND id > $2 ORDER BY id LIMIT $3
            """;
    private static final String WITHOUT_UNIONID = """
            SELECT id, openid, union_scope_id, unionid FROM identity
            WHERE app_id = $1 AND id > $2 AND union_scope_id IS DISTINCT FROM $4::smallint ORDER BY id LIMIT $3
            """;
    private static final String KNOWN = "SELECT openid FROM identity WHERE app_id = $1 AND openid = ANY ($2::text[])";
    private static final UUID FIRST = new UUID(0, 0);

    private BulkIdentityQueries() {}

    /** An identity as it is stored; its unionid is comparable inside that scope only. */
    public record Stored(
            IdentityId id,
            OpenId openId,
            @Nullable Short scope,
            @Nullable UnionId unionId) {
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }

    public static Future<List<Stored>> ofApp(SqlClient client, AppId app, @Nullable IdentityId after, int limit) {
        return client.preparedQuery(OF_APP)
                .execute(Tuple.of(app.value(), start(after), limit))
                .map(rows -> Rows.list(rows, BulkIdentityQueries::stored));
    }

    /** Those whose unionid is not known inside the app's present scope. */
    public static Future<List<Stored>> withoutUnionId(
            SqlClient client, AppId app, short scope, @Nullable IdentityId after, int limit) {
        return client.preparedQuery(WITHOUT_UNIONID)
                .execute(Tuple.of(app.value(), start(after), limit, scope))
                .map(rows -> Rows.list(rows, BulkIdentityQueries::stored));
    }

    /** Which of these there are. */
    public static Future<Set<OpenId>> known(SqlClient client, AppId app, Collection<OpenId> openIds) {
        String[] asked = openIds.stream().map(OpenId::value).toArray(String[]::new);
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(app.value()).addValue(asked))
                .map(rows -> {
                    Set<OpenId> known = new HashSet<>();
                    rows.forEach(row -> known.add(new OpenId(row.getString("openid"))));
                    return Set.copyOf(known);
                });
    }

    private static UUID start(@Nullable IdentityId after) {
        return after == null ? FIRST : after.value();
    }

    private static Stored stored(Row row) {
        String unionId = row.getString("unionid");
        return new Stored(
                new IdentityId(row.getUUID("id")),
                new OpenId(row.getString("openid")),
                row.getShort("union_scope_id"),
                unionId == null ? null : new UnionId(unionId));
    }
}
