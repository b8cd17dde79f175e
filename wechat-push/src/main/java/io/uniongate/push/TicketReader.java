package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.push.Push;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the {@code component_verify_ticket} in what WeChat tells a third-party platform about itself (授权事件). */
final class TicketReader {
    private static final Logger LOG = LoggerFactory.getLogger(TicketReader.class);
    private static final Pattern TICKET = Pattern.compile("[!-~]{1,512}");

    private TicketReader() {}

    /** Nothing for all else that is told, and for what names another platform than the one it was sent to. */
    static Optional<Push<Void>> read(AppId component, Fields notice) {
        boolean told = notice.text("InfoType").equalsIgnoreCase("component_verify_ticket")
                && notice.text("AppId").equals(component.value());
        return told ? ticket(component, notice.text("ComponentVerifyTicket")) : Optional.empty();
    }

    private static Optional<Push<Void>> ticket(AppId component, String ticket) {
        if (!TICKET.matcher(ticket).matches()) {
            LOG.warn("A component_verify_ticket of {} is none and is passed over", component);
            return Optional.empty();
        }
        return Optional.of(new Push.KeepTicket(component, new Secret(ticket)));
    }
}
