package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import io.uniongate.db.WeChatTokenQueries;
import io.uniongate.db.WeChatTokenQueries.Stored;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of all nodes as they lie in Postgres, sealed; whoever only looks disturbs no fetch. */
final class KeptTokens {
    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    private final Database database;
    private final Sealer sealer;

    KeptTokens(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** One that has not ended; another system replaced one of its row that long ago, if it ever did. */
    record Kept(
            Secret value,
            Duration age,
            Duration remaining,
            @Nullable Duration replacedAgo) {}

    Future<Void> keep(TokenRow row, Secret value, Duration life) {
        Buffer sealed = sealer.seal(value, row.associatedData());
        return database.statement(client ->
                WeChatTokenQueries.keep(client, row.owner(), row.kind(), sealed, sealer.primaryKeyId(), life));
    }

    Future<Optional<Kept>> find(TokenRow row) {
        return database.statement(client -> WeChatTokenQueries.find(client, row.owner(), row.kind()))
                .map(found -> found.flatMap(stored -> kept(row, stored)));
    }

    private Optional<Kept> kept(TokenRow row, Stored stored) {
        return open(row, stored).map(value -> new Kept(value, stored.age(), stored.remaining(), stored.replacedAgo()));
    }

    /** One that this node has no key for is as good as none. */
    Optional<Secret> open(TokenRow row, Stored stored) {
        try {
            return Optional.of(sealer.open(stored.sealed(), row.associatedData()));
        } catch (UnsealException cause) {
            LOG.warn("{}: {}", row, cause.getMessage());
            return Optional.empty();
        }
    }
}
