package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** That WeChat sends people back can be looked up. */
class NotedReturnsIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void areKeptForTheirAppAlsoOfThoseWhoSayNo() {
        assertThat(isNotedNow()).isFalse();

        comesBackSayingNo();

        core.eventually(this::isNotedNow);
    }

    @Test
    void areKeptAnewHourByHour() {
        comesBackSayingNo();
        core.eventually(this::isNotedNow);
        core.clock.advance(Duration.ofHours(1));

        comesBackSayingNo();

        core.eventually(this::isNotedNow);
    }

    private void comesBackSayingNo() {
        Browser browser = Browser.of(core);
        Authorization.Outcome outcome =
                browser.returns(browser.begin(Browser.toClient("openid")), null).await();
        assertThat(((Authorization.Refused) outcome).problem()).isEqualTo(new Problem.AccessDenied());
    }

    private boolean isNotedNow() {
        return !core.rows(
                        "SELECT 1 FROM app WHERE app_id = $1 AND returned_at = $2",
                        SERVICE_ACCOUNT.value(),
                        core.clock.instant().atOffset(ZoneOffset.UTC))
                .isEmpty();
    }
}
