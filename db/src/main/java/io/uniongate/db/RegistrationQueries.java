package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People between an unknown code and the profile that their app asks for. */
public final class RegistrationQueries {
    private static final String PEND = """
            INSERT INTO pending_registration (hash, app_id, openid, unionid, key_enc, obtained_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String FIND = "SELECT * FROM pending_registration WHERE hash = $1 AND expires_at > $2";
    private static final String TAKE = "DELETE FROM pending_registration WHERE hash = $1 AND expires_at > $2";

    private RegistrationQueries() {}

    /** Somebody WeChat named but nobody here knows; the session_key at rest. */
    public record Pending(
            AppId app, OpenId openId, @Nullable UnionId unionId, Buffer sealedKey, Instant obtainedAt) {
        @Override
        public String toString() {
            return "Pending[" + app + "]";
        }
    }

    public static Future<Void> pend(SqlClient client, Buffer hash, Pending pending, Instant expiresAt) {
        UnionId unionId = pending.unionId();
        return client.preparedQuery(PEND)
                .execute(Tuple.of(hash, pending.app().value(), pending.openId().value())
                        .addValue(unionId == null ? null : unionId.value())
                        .addValue(pending.sealedKey())
                        .addValue(time(pending.obtainedAt()))
                        .addValue(time(expiresAt)))
                .mapEmpty();
    }

    public static Future<Optional<Pending>> find(SqlClient client, Buffer hash, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(hash, time(now)))
                .map(rows -> Rows.first(rows, RegistrationQueries::pending));
    }

    /** Takes the registration for the one who turns it into a user; tells whether it was still there. */
    public static Future<Boolean> take(SqlClient tx, Buffer hash, Instant now) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(hash, time(now))).map(rows -> rows.rowCount() == 1);
    }

    private static Pending pending(Row row) {
        String unionId = row.getString("unionid");
        return new Pending(
                new AppId(row.getString("app_id")),
                new OpenId(row.getString("openid")),
                unionId == null ? null : new UnionId(unionId),
                row.getBuffer("key_enc"),
                row.getOffsetDateTime("obtained_at").toInstant());
    }
}
