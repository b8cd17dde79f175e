package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.push.Push;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.db.Database;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import io.uniongate.db.WeChatTokenQueries;
import io.uniongate.db.WeChatTokenQueries.Stored;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code component_verify_ticket} that WeChat pushes a third-party platform every ten minutes, kept for all nodes:
 * whichever is asked for the next component_access_token has the ticket for it, also right after a start.
 */
final class ComponentTickets {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentTickets.class);
    /** How long WeChat takes a ticket that no later one followed. */
    private static final Duration LIFE = Duration.ofHours(12);

    private final Database database;
    private final Sealer sealer;

    ComponentTickets(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    Future<Void> keep(Push.KeepTicket pushed) {
        TokenRow row = row(pushed.component());
        Buffer sealed = sealer.seal(pushed.ticket(), row.associatedData());
        return database.statement(client ->
                WeChatTokenQueries.keep(client, row.owner(), row.kind(), sealed, sealer.primaryKeyId(), LIFE));
    }

    /** The last one, unless it has ended. */
    Future<Optional<Secret>> find(AppId component) {
        TokenRow row = row(component);
        return database.statement(client -> WeChatTokenQueries.find(client, row.owner(), row.kind()))
                .map(found -> found.flatMap(stored -> open(row, stored)));
    }

    /** One that this node has no key for is as good as none. */
    private Optional<Secret> open(TokenRow row, Stored stored) {
        try {
            return Optional.of(sealer.open(stored.sealed(), row.associatedData()));
        } catch (UnsealException cause) {
            LOG.warn("{}: {}", row, cause.getMessage());
            return Optional.empty();
        }
    }

    private static TokenRow row(AppId component) {
        return new TokenRow(component, TokenKind.COMPONENT_VERIFY_TICKET);
    }
}
