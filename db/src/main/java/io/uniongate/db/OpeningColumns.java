package io.uniongate.db;

import static io.uniongate.db.Columns.bytes;
import static io.uniongate.db.Columns.ids;
import static io.uniongate.db.Columns.shorts;
import static io.uniongate.db.Columns.texts;
import static io.uniongate.db.Columns.times;

import io.uniongate.contract.UserId;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Those who sign in together, as the arrays that one statement unnests. */
final class OpeningColumns {
    /** The rows of {@link #of}; what a statement has besides follows from {@code $18} on. */
    static final String ROWS = """
            SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::uuid[],
                $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[],
                $12::timestamptz[], $13::timestamptz[], $14::timestamptz[],
                $15::bytea[], $16::text[], $17::timestamptz[]%s)
            AS t (ord, app_id, openid, union_scope_id, unionid, sign_in_as,
                session_id, client_id, scope, ip_prefix, user_agent,
                opened_at, idle_expires_at, absolute_expires_at,
                key_enc, key_id, obtained_at%s)""";

    private OpeningColumns() {}

    static Tuple of(List<Opening> rows) {
        return Tuple.tuple()
                .addValue(IntStream.range(0, rows.size()).boxed().toArray(Integer[]::new))
                .addValue(texts(rows, row -> row.person().app()))
                .addValue(texts(rows, row -> row.person().openId()))
                .addValue(shorts(rows, row -> row.person().scope()))
                .addValue(texts(rows, row -> row.person().unionId()))
                .addValue(ids(rows, OpeningColumns::signInAs))
                .addValue(ids(
                        rows,
                        row -> session(row).map(session -> session.id().value()).orElse(null)))
                .addValue(
                        texts(rows, row -> session(row).map(NewSession::client).orElse(null)))
                .addValue(texts(rows, row -> session(row).map(NewSession::scope).orElse(null)))
                .addValue(texts(
                        rows, row -> session(row).map(NewSession::ipPrefix).orElse(null)))
                .addValue(texts(
                        rows, row -> session(row).map(NewSession::userAgent).orElse(null)))
                .addValue(times(
                        rows, row -> session(row).map(NewSession::openedAt).orElse(null)))
                .addValue(times(
                        rows, row -> session(row).map(NewSession::idleExpiresAt).orElse(null)))
                .addValue(times(
                        rows,
                        row -> session(row).map(NewSession::absoluteExpiresAt).orElse(null)))
                .addValue(bytes(rows, row -> key(row).map(SealedKey::sealed).orElse(null)))
                .addValue(texts(rows, row -> key(row).map(SealedKey::keyId).orElse(null)))
                .addValue(times(rows, row -> key(row).map(SealedKey::obtainedAt).orElse(null)));
    }

    private static @Nullable UUID signInAs(Opening opening) {
        UserId user = opening.signInAs();
        return user == null ? null : user.value();
    }

    private static Optional<NewSession> session(Opening opening) {
        return Optional.ofNullable(opening.session());
    }

    private static Optional<SealedKey> key(Opening opening) {
        return Optional.ofNullable(opening.key());
    }
}
