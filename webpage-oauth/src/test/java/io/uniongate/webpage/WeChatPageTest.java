package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WeChatPageTest {
    private static final Secret STATE = new Secret("abcdefghijklmnopqrstuvwxyz012345");

    @Tag("T31")
    @Test
    void writesTheAddressAsWeChatsPatternWantsIt() {
        String address = new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.SILENT).url(Fixture.SETTINGS, STATE);

        assertThat(address)
                .isEqualTo("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxaccount"
                        + "&redirect_uri=https%3A%2F%2Fauth.example.com%2Foauth2%2Fwechat%2Fcallback"
                        + "&response_type=code&scope=snsapi_base&state=" + STATE.reveal() + "#wechat_redirect");
    }

    @Test
    void namesTheComponentBehindTheState() {
        AppId component = new AppId("wxplatform");

        String address =
                new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.CONSENT, component).url(Fixture.SETTINGS, STATE);

        assertThat(address)
                .endsWith("&scope=snsapi_userinfo&state=" + STATE.reveal()
                        + "&component_appid=wxplatform#wechat_redirect");
    }

    @Test
    void keepsThePathOfThePublicUrl() {
        WebpageSettings settings = new WebpageSettings(
                URI.create("https://example.com/auth/"), URI.create("https://example.com"), URI.create("http://wx:1"));

        String address = new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.QR_CODE).url(settings, STATE);

        assertThat(address)
                .startsWith("http://wx:1/connect/qrconnect?appid=wxwebsite"
                        + "&redirect_uri=https%3A%2F%2Fexample.com%2Fauth%2Foauth2%2Fwechat%2Fcallback&");
    }

    @Test
    void leadsWhoTestsItTheWayOfALogin() {
        assertThat(visit(Fixture.ACCOUNT))
                .hasToString(new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.SILENT)
                        .url(Fixture.SETTINGS, new Secret("uniongatetest")));
        assertThat(visit(Fixture.WEBSITE)).hasPath("/connect/qrconnect").hasFragment("wechat_redirect");
    }

    @Test
    void takesWeComForNoWeChat() {
        assertThat(Browser.of(Fixture.WECHAT_BROWSER)).isEqualTo(Browser.WECHAT);
        assertThat(Browser.of(Fixture.WECOM_BROWSER)).isEqualTo(Browser.OTHER);
        assertThat(Browser.of(null)).isEqualTo(Browser.OTHER);
    }

    private static URI visit(AppId app) {
        return Fixture.SETTINGS.testVisit(Objects.requireNonNull(Fixture.APPS.find(app)));
    }
}
