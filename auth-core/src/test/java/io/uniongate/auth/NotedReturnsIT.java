package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** That WeChat sends people back, and whereto, can be looked up. */
class NotedReturnsIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final Browser browser = Browser.of(core);

    @Test
    void areKeptAnewHourByHour() {
        comesBack();
        core.eventually(this::isNotedNow);
        core.clock.advance(Duration.ofHours(1));

        comesBack();

        core.eventually(this::isNotedNow);
    }

    @Test
    void areNotThoseOfWhomWeChatKnowsNothing() {
        Authorization.Outcome withoutCode =
                browser.returns(browser.begin(Browser.toClient("openid")), null).await();
        Authorization.Outcome withACodeOfNobody = browser.returns(
                        browser.begin(Browser.toClient("openid")), new Secret("code-of-nobody"))
                .await();

        assertThat(List.of(withoutCode, withACodeOfNobody)).allMatch(Authorization.Refused.class::isInstance);
        assertThat(core.rows("SELECT 1 FROM app WHERE returned_at IS NOT NULL")).isEmpty();
    }

    private void comesBack() {
        browser.codeFor(Browser.toClient("openid"), FakeWeChat.Visit.of("o-ada", null));
    }

    private boolean isNotedNow() {
        return !core.rows(
                        "SELECT 1 FROM app WHERE app_id = $1 AND returned_to = $2 AND returned_at = $3",
                        SERVICE_ACCOUNT.value(),
                        Browser.DOMAIN,
                        core.clock.instant().atOffset(ZoneOffset.UTC))
                .isEmpty();
    }
}
