package io.uniongate.db;

import static io.uniongate.db.Columns.time;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.IdentityId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.authorization.Destination;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A browser's way to WeChat and back, and the code a client gets for it. */
public final class AuthorizationQueries {
    private static final String BEGIN = """
            INSERT INTO login_transaction (state_hash, browser_hash, client_id, app_id, redirect_uri, return_to, scope,
                client_state, nonce, code_challenge, silent, created_at, expires_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
            WHERE (SELECT count(*) FROM login_transaction WHERE browser_hash = $2 AND created_at > $14) < $15
            """;
    private static final String FIND =
            "SELECT * FROM login_transaction WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3";
    private static final String ISSUE = """
            INSERT INTO authorization_code (hash, client_id, redirect_uri, scope, nonce, code_challenge,
                user_id, identity_id, auth_time, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    private static final String LOCK = """
            SELECT c.*, COALESCE(r.new_id, c.user_id) AS survivor
            FROM authorization_code c LEFT JOIN user_redirect r ON r.old_id = c.user_id
            WHERE c.hash = $1 FOR UPDATE OF c
            """;
    private static final String USE = "UPDATE authorization_code SET used_at = $2, session_id = $3 WHERE hash = $1";

    private AuthorizationQueries() {}

    /** A way begun: who asked for it, and where it leads. */
    public record Transaction(ClientId client, AppId app, Destination destination) {}

    /** How often one browser may begin before it is taken for one that runs in circles. */
    public record LoopGuard(int attempts, Duration window) {}

    /** Remembers the way; tells whether this browser may begin one more. */
    public static Future<Boolean> begin(
            SqlClient client,
            Buffer stateHash,
            Buffer browserHash,
            Transaction transaction,
            LoopGuard guard,
            Instant now,
            Instant expiresAt) {
        Tuple row = Tuple.of(stateHash, browserHash)
                .addValue(transaction.client().value())
                .addValue(transaction.app().value());
        addDestination(row, transaction.destination());
        row.addValue(time(now))
                .addValue(time(expiresAt))
                .addValue(time(now.minus(guard.window())))
                .addValue(guard.attempts());
        return client.preparedQuery(BEGIN).execute(row).map(rows -> rows.rowCount() == 1);
    }

    public static Future<Optional<Transaction>> find(
            SqlClient client, Buffer stateHash, Buffer browserHash, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(stateHash, browserHash, time(now)))
                .map(rows -> Rows.first(rows, AuthorizationQueries::transaction));
    }

    /** What a code stands for. */
    public record Grant(
            ClientId client,
            String redirectUri,
            Scope scope,
            @Nullable String nonce,
            @Nullable String codeChallenge,
            UserId user,
            IdentityId identity,
            Instant authTime,
            Instant expiresAt) {}

    public static Future<Void> issue(SqlClient client, Buffer hash, Grant grant) {
        return client.preparedQuery(ISSUE)
                .execute(Tuple.of(hash, grant.client().value(), grant.redirectUri())
                        .addValue(grant.scope().toString())
                        .addValue(grant.nonce())
                        .addValue(grant.codeChallenge())
                        .addValue(grant.user().value())
                        .addValue(grant.identity().value())
                        .addValue(time(grant.authTime()))
                        .addValue(time(grant.expiresAt())))
                .mapEmpty();
    }

    /** A code in hand, and the session that its first use opened. */
    public record Held(Grant grant, @Nullable SessionId usedFor) {}

    /** Locks a code for its one use; the user is the survivor of any merge since. */
    public static Future<Optional<Held>> lock(SqlClient tx, Buffer hash) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(hash)).map(rows -> Rows.first(rows, AuthorizationQueries::held));
    }

    public static Future<Void> use(SqlClient tx, Buffer hash, SessionId session, Instant now) {
        return tx.preparedQuery(USE)
                .execute(Tuple.of(hash, time(now), session.value()))
                .mapEmpty();
    }

    private static void addDestination(Tuple row, Destination destination) {
        if (destination instanceof Destination.ToClient client) {
            row.addValue(client.redirectUri())
                    .addValue(null)
                    .addValue(client.scope().toString());
            row.addValue(client.state()).addValue(client.nonce()).addValue(client.codeChallenge());
            row.addValue(client.silent());
        } else if (destination instanceof Destination.ToPage page) {
            row.addValue(null).addValue(page.returnTo()).addValue(page.scope().toString());
            row.addValue(null).addValue(null).addValue(null).addValue(false);
        }
    }

    private static Transaction transaction(Row row) {
        Scope scope = Scope.parse(row.getString("scope"));
        String redirectUri = row.getString("redirect_uri");
        Destination destination = redirectUri == null
                ? new Destination.ToPage(row.getString("return_to"), scope)
                : new Destination.ToClient(
                        redirectUri,
                        row.getString("client_state"),
                        scope,
                        row.getString("nonce"),
                        row.getString("code_challenge"),
                        row.getBoolean("silent"));
        return new Transaction(
                new ClientId(row.getString("client_id")), new AppId(row.getString("app_id")), destination);
    }

    private static Held held(Row row) {
        UUID session = row.getUUID("session_id");
        return new Held(
                new Grant(
                        new ClientId(row.getString("client_id")),
                        row.getString("redirect_uri"),
                        Scope.parse(row.getString("scope")),
                        row.getString("nonce"),
                        row.getString("code_challenge"),
                        new UserId(row.getUUID("survivor")),
                        new IdentityId(row.getUUID("identity_id")),
                        row.getOffsetDateTime("auth_time").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant()),
                session == null ? null : new SessionId(session));
    }
}
