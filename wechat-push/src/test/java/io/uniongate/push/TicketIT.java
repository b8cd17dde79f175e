package io.uniongate.push;

import static io.uniongate.push.Rejected.assertRejected;
import static io.uniongate.push.Rejected.assertTaken;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat tells a third-party platform about itself. */
@ExtendWith(VertxExtension.class)
class TicketIT {
    private static final AppId COMPONENT = new AppId("wx3333333333333333");
    private static final PushSettings PLATFORM = new PushSettings(
            COMPONENT,
            COMPONENT,
            new Secret("token"),
            List.of(new Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")));

    private final List<Push.KeepTicket> kept = new CopyOnWriteArrayList<>();
    private Bus bus;
    private WeChat weChat;

    @BeforeEach
    void open(Vertx vertx) {
        bus = Bus.on(vertx);
        weChat = WeChat.at(vertx, bus, Instant.ofEpochSecond(1_714_112_445), PLATFORM);
    }

    @Test
    void keepsTheTicketOfThePlatform() {
        bus.serve(Push.KeepTicket.class, this::keep).await();

        assertTaken(weChat.seals(notice(COMPONENT, "component_verify_ticket", "ticket@@@4Zo-_x")));

        assertThat(kept).containsExactly(new Push.KeepTicket(COMPONENT, new Secret("ticket@@@4Zo-_x")));
        assertThat(kept.toString()).doesNotContain("ticket@@@");
    }

    @Test
    void thanksForATicketOnlyOnceItIsKept() {
        bus.serve(Push.KeepTicket.class, ask -> ProblemException.<Void>failed(new Problem.StorageUnavailable(3)))
                .await();

        assertThat(weChat.seals(notice(COMPONENT, "component_verify_ticket", "ticket@@@1"))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void thanksForOtherNoticesAndForAnotherPlatformsTicketAndKeepsNothing() {
        bus.serve(Push.KeepTicket.class, this::keep).await();

        assertTaken(weChat.seals(notice(COMPONENT, "unauthorized", "")));
        assertTaken(weChat.seals(notice(new AppId("wx4"), "component_verify_ticket", "ticket@@@1")));

        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ticket with blanks", "票"})
    void passesOverWhatIsNoTicket(String ticket) {
        bus.serve(Push.KeepTicket.class, this::keep).await();

        assertTaken(weChat.seals(notice(COMPONENT, "component_verify_ticket", ticket)));

        assertThat(kept).isEmpty();
    }

    @Test
    void takesNoTicketThatIsNotSealed() {
        bus.serve(Push.KeepTicket.class, this::keep).await();

        assertRejected(weChat.pushes(notice(COMPONENT, "component_verify_ticket", "ticket@@@1")));

        assertThat(kept).isEmpty();
    }

    private static String notice(AppId component, String type, String ticket) {
        return "<xml><AppId><![CDATA[" + component + "]]></AppId><CreateTime>1714112445</CreateTime><InfoType><![CDATA["
                + type + "]]></InfoType><ComponentVerifyTicket><![CDATA[" + ticket
                + "]]></ComponentVerifyTicket></xml>";
    }

    private Future<Void> keep(Push.KeepTicket ask) {
        kept.add(ask);
        return Future.succeededFuture();
    }
}
