package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.push.Push;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.wechat.KeptTokens.Kept;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code component_verify_ticket} that WeChat pushes a third-party platform every ten minutes, kept for all nodes:
 * whichever is asked for the next component_access_token has the ticket for it, also right after a start.
 */
final class ComponentTickets {
    /** How long WeChat takes a ticket that no later one followed. */
    private static final Duration LIFE = Duration.ofHours(12);

    private final KeptTokens tokens;

    ComponentTickets(KeptTokens tokens) {
        this.tokens = tokens;
    }

    Future<Void> keep(Push.KeepTicket pushed) {
        return tokens.keep(row(pushed.component()), pushed.ticket(), LIFE);
    }

    /** The last one, unless it has ended. */
    Future<Optional<Secret>> find(AppId component) {
        return tokens.find(row(component)).map(found -> found.map(Kept::value));
    }

    private static TokenRow row(AppId component) {
        return new TokenRow(component, TokenKind.COMPONENT_VERIFY_TICKET);
    }
}
