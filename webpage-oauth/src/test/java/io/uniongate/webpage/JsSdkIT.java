package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsSdkIT {
    private final List<String> signed = new CopyOnWriteArrayList<>();

    @AutoClose
    private final Provider provider = Provider.start();

    @BeforeEach
    void serve() {
        provider.bus.serve(Platform.SignPage.class, this::sign).await();
    }

    private Future<Platform.PageSignature> sign(Platform.SignPage ask) {
        signed.add(ask.url());
        return Future.succeededFuture(new Platform.PageSignature(
                ask.app(), 1_414_587_457, "Wm3WZYTPz0wzccnW", "0f9de62fce790f9a083d5c99e95740ceb90c27ed"));
    }

    @Test
    void givesAPageWhatWxConfigWants() {
        HttpResponse<Buffer> answer = ask(
                "https://h5.example.com/a?b=1",
                "Origin",
                "https://h5.example.com",
                "User-Agent",
                Fixture.WECHAT_BROWSER);

        assertThat(Provider.json(answer))
                .isEqualTo(JsonObject.of(
                        "appId",
                        "wxaccount",
                        "timestamp",
                        1_414_587_457,
                        "nonceStr",
                        "Wm3WZYTPz0wzccnW",
                        "signature",
                        "0f9de62fce790f9a083d5c99e95740ceb90c27ed"));
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://h5.example.com");
    }

    @Tag("T59")
    @ParameterizedTest
    @CsvSource({
        "https://h5.example.com, https://h5.example.com/",
        "https://h5.example.com?a=1, https://h5.example.com/?a=1",
        "https://h5.example.com/a?b=1#/route?c=2, https://h5.example.com/a?b=1",
        "http://h5.example.com:8080/#top, http://h5.example.com:8080/",
        "https://shop.example.com/%E4%B8%AD?q={x|y}, https://shop.example.com/%E4%B8%AD?q={x|y}"
    })
    void signsThePageThatTheBrowserShows(String address, String page) {
        HttpResponse<Buffer> answer = ask(address);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(signed).containsExactly(page);
    }

    @Tag("T59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://h5.example.com.evil.example/",
                "https://sub.h5.example.com/",
                "https://evil.example/#https://h5.example.com/",
                "https://evil.example?https://h5.example.com/"
            })
    void signsNoPageOfAnotherHost(String address) {
        HttpResponse<Buffer> answer = ask(address, "Origin", "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Provider.json(answer).getString("code")).isEqualTo("URL_NOT_ALLOWED");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
        assertThat(signed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h5.example.com/a",
                "javascript:alert(1)",
                "https://h5.example.com@evil.example/",
                "https://evil.example\\@h5.example.com/",
                "https://h5.example.com/a b",
                "https://h5.example.com/&url=https://h5.example.com/"
            })
    void signsNothingThatIsNoAddressOfAPage(String address) {
        HttpResponse<Buffer> answer = provider.get("/webpage/js-sdk?appId=wxaccount&url="
                + address.replace(" ", "%20").replace("\\", "%5C"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Provider.json(answer).getString("code")).isEqualTo("INVALID_REQUEST");
        assertThat(signed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wxpushed", "wxmini", "wxnobody"})
    void signsForNoAppWithoutPages(String app) {
        HttpResponse<Buffer> answer = provider.get("/webpage/js-sdk?url=https%3A%2F%2Fh5.example.com&appId=" + app);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Provider.json(answer).getString("code")).isEqualTo("UNKNOWN_APP");
    }

    private HttpResponse<Buffer> ask(String address, String... headers) {
        return provider.get("/webpage/js-sdk?appId=wxaccount&url=" + Percent.encode(address), headers);
    }
}
