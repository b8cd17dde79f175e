package io.uniongate.wechat;

import static io.uniongate.wechat.Agency.MINI;
import static io.uniongate.wechat.Agency.OWN;
import static io.uniongate.wechat.Agency.SESSION;
import static io.uniongate.wechat.Agency.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.WeChat;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The component_access_token and its ticket, shared by nodes as apps' tokens are. */
class ComponentTokenIT {
    private final Agency agency = new Agency(3);

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void isFetchedOnceForAllNodesAndAllApps() {
        agency.ticketArrives();

        assertThat(loginsEverywhere(30)).hasSize(30);

        assertThat(agency.count(TOKEN)).isEqualTo(1);
        assertThat(agency.count(SESSION)).isEqualTo(30);
    }

    @Test
    void isReplacedOnceWhenWeChatEndedItAndEveryLoginSucceeds() {
        agency.ticketArrives();
        assertThat(loginsEverywhere(3)).hasSize(3);
        agency.component().losesItsToken();

        assertThat(loginsEverywhere(30)).hasSize(30);

        assertThat(agency.count(TOKEN)).isEqualTo(2);
    }

    @Test
    void isAskedForOnceMoreOnlyWhenEvenTheNextIsRefused() {
        agency.ticketArrives();
        agency.simulator().always("component/code2session").fails(42001);

        Problem refusal = agency.refusal(agency.login(MINI));

        assertThat(refusal).isEqualTo(new Problem.WechatUnavailable(10));
        assertThat(agency.count(SESSION)).isEqualTo(2);
        assertThat(agency.count(TOKEN)).isEqualTo(2);
    }

    @Test
    void isRenewedBeforeItEnds() {
        agency.ticketArrives();
        WeChat.MiniProgramLogin first = agency.answer(agency.login(MINI));
        agency.clock().advance(Duration.ofMinutes(116));

        WeChat.MiniProgramLogin second = agency.answer(agency.login(MINI));
        agency.clock().advance(Duration.ofMinutes(10));
        WeChat.MiniProgramLogin third = agency.answer(agency.login(MINI));

        assertThat(first.openId()).isEqualTo(second.openId()).isEqualTo(third.openId());
        assertThat(agency.count(TOKEN)).isEqualTo(2);
    }

    @Test
    void findsTheTicketAgainAfterAStart() {
        agency.ticketArrives();
        List.of(0, 1, 2).forEach(agency::crash);
        agency.start();

        WeChat.MiniProgramLogin login = agency.node(3).ask(agency.login(MINI)).await();

        assertThat(login.openId().value()).isEqualTo(agency.person().openIdIn(MINI.value()));
        assertThat(agency.count(TOKEN)).isEqualTo(1);
    }

    @Test
    void isAskedForWithTheLastTicket() {
        agency.ticketArrives();
        agency.ticketArrives();

        assertThat(agency.answer(agency.login(MINI)).openId().value()).isNotBlank();

        assertThat(agency.simulator().requests().taken(TOKEN))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.parameters()).containsEntry("component_verify_ticket", agency.lastTicket()));
    }

    @Test
    void takesATicketOfHalfADayAgoForNone() {
        agency.ticketArrives();
        assertThat(agency.rows("UPDATE wechat_token SET expires_at = now() RETURNING app_id"))
                .containsExactly("wxplatform");

        assertThat(agency.refusal(agency.login(MINI))).isEqualTo(new Problem.ComponentTicketMissing(60));
    }

    @Test
    void liesSealedBesideItsTicket() {
        agency.ticketArrives();
        assertThat(agency.answer(agency.login(MINI)).openId().value()).isNotBlank();
        String token = agency.component().accessToken();

        List<String> rows =
                agency.rows("SELECT row_to_json(t)::text || encode(value_enc, 'escape') FROM wechat_token t");

        assertThat(rows)
                .hasSize(2)
                .anyMatch(row -> row.contains("COMPONENT_VERIFY_TICKET"))
                .anyMatch(row -> row.contains("COMPONENT_ACCESS_TOKEN"))
                .noneMatch(row -> row.contains(agency.lastTicket()) || row.contains(token));
    }

    private List<WeChat.MiniProgramLogin> loginsEverywhere(int times) {
        List<Future<WeChat.MiniProgramLogin>> asked = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            asked.add(agency.node(time % 3).ask(agency.login(time % 2 == 0 ? MINI : OWN)));
        }
        return asked.stream().map(one -> one.await()).toList();
    }
}
