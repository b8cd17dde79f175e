package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    @BeforeEach
    void registerApps() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        wechat.add(App.miniProgram("wxother", "secret"));
    }

    @Test
    void failsTheNextRequestsAndSparesTheCode() {
        String code = wechat.user("小明").login("wxmini");
        wechat.next("code2session").times(2).fails(-1);

        List<Integer> errcodes = IntStream.range(0, 3)
                .mapToObj(time -> exchange(code).getInteger("errcode", 0))
                .toList();

        assertThat(errcodes).containsExactly(-1, -1, 0);
    }

    @Test
    void usesTheCodeUpWhenTheFaultComesAfterTheEffect() {
        String code = wechat.user("小明").login("wxmini");
        wechat.next("/sns/jscode2session").afterEffect().drops();

        assertThatThrownBy(() -> exchange(code)).hasMessageContaining("closed");
        assertThat(exchange(code).getInteger("errcode")).isEqualTo(40163);
    }

    @Test
    void dropsTheConnectionBeforeTheEffect() {
        String code = wechat.user("小明").login("wxmini");
        wechat.next("code2session").drops();

        assertThatThrownBy(() -> exchange(code)).hasMessageContaining("closed");
        assertThat(exchange(code).containsKey("openid")).isTrue();
    }

    @Test
    void writesAnErrcodeAsText() {
        wechat.next("code2session").failsAsText(40029);

        assertThat(exchange(wechat.user("小明").login("wxmini")).getValue("errcode"))
                .isEqualTo("40029");
    }

    @Test
    void strikesOnlyTheAppAndTheUserItIsMeantFor() {
        wechat.always("code2session").forApp("wxmini").forUser("小明").fails(40226);

        assertThat(exchange(wechat.user("小明").login("wxmini")).getInteger("errcode"))
                .isEqualTo(40226);
        assertThat(exchange(wechat.user("小红").login("wxmini")).containsKey("openid"))
                .isTrue();
        wechat.clearFaults();
        assertThat(exchange(wechat.user("小明").login("wxmini")).containsKey("openid"))
                .isTrue();
    }

    @Test
    void strikesWithTheGivenProbability() {
        wechat.always("code2session").withProbability(0.25).fails(45011);

        long struck = IntStream.range(0, 90)
                .map(time -> exchange("invented").getInteger("errcode"))
                .filter(errcode -> errcode == 45011)
                .count();

        assertThat(struck).isBetween(8L, 45L);
    }

    @Test
    void answersWithAGatewaysPage() {
        wechat.next("code2session").answersStatus(502);

        HttpResponse<Buffer> answer = browser.get(url("wxmini", "code"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/html");
        assertThat(Browser.text(answer)).startsWith("<html>");
    }

    @Test
    void answersWithAnyBodyAndWithChangedFields() {
        wechat.next("code2session").answers("{}");
        String body = Browser.text(browser.get(url("wxmini", "code")));
        wechat.next("code2session")
                .answersWith(new JsonObject().put("errcode", 0).putNull("openid"));
        JsonObject changed = exchange(wechat.user("小明").login("wxmini"));

        assertThat(body).isEqualTo("{}");
        assertThat(changed.fieldNames()).containsExactlyInAnyOrder("session_key", "errcode");
    }

    @Test
    void breaksTheJson() {
        wechat.next("code2session").answersTruncated();
        String code = wechat.user("小明").login("wxmini");

        assertThatThrownBy(() -> exchange(code)).isInstanceOf(DecodeException.class);
        assertThat(exchange(code).getInteger("errcode")).isEqualTo(40163);
    }

    @Test
    void dirtiesTheJson() {
        wechat.next("code2session").answersDirty();

        HttpResponse<Buffer> answer =
                browser.get(url("wxmini", wechat.user("小明").login("wxmini")));
        Buffer body = Objects.requireNonNull(answer.bodyAsBuffer());

        assertThat(body.getBytes()).contains(0x14, 0x07, 0xED);
        assertThat(body.toString(UTF_8)).startsWith("{\"session_key\":").endsWith("\"}");
    }

    @Test
    void hangsUntilTheCallerGivesUp() {
        wechat.next("code2session").hangs();

        Future<HttpResponse<Buffer>> hanging =
                browser.request(url("wxmini", "code")).timeout(200).send();

        assertThatThrownBy(hanging::await).hasMessageContaining("timeout");
        assertThat(wechat.requests().taken("code2session"))
                .extracting(RecordedRequest::errcode)
                .containsOnlyNulls();
    }

    @Test
    void answersLate() {
        wechat.next("code2session").delayed(Duration.ofSeconds(30)).answersLate();
        String code = wechat.user("小明").login("wxmini");

        Future<HttpResponse<Buffer>> late =
                browser.request(url("wxmini", code)).timeout(200).send();

        assertThatThrownBy(late::await).hasMessageContaining("timeout");
        assertThat(exchange(code).containsKey("openid")).isTrue();
    }

    private JsonObject exchange(String code) {
        return browser.json(url("wxmini", code));
    }

    private String url(String appId, String code) {
        return wechat.apiUrl() + "/sns/jscode2session?appid=" + appId + "&secret=secret&js_code=" + code
                + "&grant_type=authorization_code";
    }
}
