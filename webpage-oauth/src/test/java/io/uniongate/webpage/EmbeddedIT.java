package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EmbeddedIT {
    private static final String METHOD = "&login_method=embedded";

    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void framesWeChatsPageAndNothingElse() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE + METHOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "; frame-src https://open.weixin.qq.com", "; frame-ancestors 'none'")
                .doesNotContain("unsafe", "img-src", "connect-src");
        assertThat(answer.bodyAsString())
                .contains(
                        "<iframe src=\"https://open.weixin.qq.com/connect/qrconnect?appid=wxwebsite&amp;redirect_uri=",
                        "&amp;login_type=jssdk&amp;self_redirect=false#wechat_redirect\"",
                        "allow=\"local-network-access\"",
                        "data-watch=\"\"");
    }

    @Test
    void offersToStartAgainOrToGoBackWithoutALogin() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE + METHOD);

        assertThat(answer.bodyAsString())
                .contains(
                        "data-seconds=\"300\"",
                        "href=\"https://auth.example.com/oauth2/authorize?client_id=h5-shop&amp;login_method=embedded",
                        "href=\"" + Fixture.CALLBACK + "?error=access_denied&amp;",
                        "二维码已过期");
    }

    @Test
    void goesOnWhereWeChatSendsTheBrowserBack() {
        Provider.Visit visit = provider.waits(Provider.LOGIN + METHOD);

        HttpResponse<Buffer> answer = provider.comeBack(visit, "&code=wechat-code");

        assertThat(Provider.location(answer)).isEqualTo("https://h5.example.com/orders#");
    }

    @Test
    void needsNoPageOfOursInsideWeChat() {
        HttpResponse<Buffer> answer = provider.get(Provider.AUTHORIZE + METHOD, "User-Agent", Fixture.WECHAT_BROWSER);

        assertThat(Provider.location(answer)).startsWith("https://open.weixin.qq.com/connect/oauth2/authorize?");
    }
}
