package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;

/** Where the next component_access_token comes from: from WeChat, for the secret and the ticket pushed last. */
final class ComponentTokenSource implements TokenSource {
    /** A look at each minute is enough for what comes every ten. */
    private static final Problem TICKET_MISSING = new Problem.ComponentTicketMissing(60);

    private final WeChatCalls calls;
    private final ComponentTickets tickets;

    ComponentTokenSource(WeChatCalls calls, ComponentTickets tickets) {
        this.calls = calls;
        this.tickets = tickets;
    }

    @Override
    public AppId owner(WeChatApp app) {
        return component(app).id();
    }

    @Override
    public Future<Fetched> fetch(WeChatApp app, Deadline deadline) {
        Component component = component(app);
        return tickets.find(component.id())
                .compose(ticket -> answer(component, ticket, deadline))
                .compose(WeChatCalls::accepted)
                .map(answer -> Fetched.of(answer, "component_access_token"));
    }

    private Future<Answer> answer(Component component, Optional<Secret> ticket, Deadline deadline) {
        return ticket.map(pushed -> calls.answer(Call.componentToken(component, pushed), deadline))
                .orElseGet(() -> calls.withheld(component.id(), Api.COMPONENT_TOKEN, TICKET_MISSING));
    }

    private static Component component(WeChatApp app) {
        return Objects.requireNonNull(app.component());
    }
}
