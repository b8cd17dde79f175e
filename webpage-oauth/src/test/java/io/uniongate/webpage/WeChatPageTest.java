package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Client;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WeChatPageTest {
    private static final Secret STATE = new Secret("abcdefghijklmnopqrstuvwxyz012345");

    @Test
    void asksSilentlyInsideWeChat() {
        assertThat(WeChatPage.choose(Fixture.SHOP, null, Browser.WECHAT, false))
                .contains(new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.SILENT));
    }

    @Test
    void asksForConsentInsideWeChatWhenTheProfileIsWanted() {
        assertThat(WeChatPage.choose(Fixture.SHOP, null, Browser.WECHAT, true))
                .contains(new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.CONSENT));
    }

    @Test
    void showsAQrCodeOutsideWeChat() {
        assertThat(WeChatPage.choose(Fixture.SHOP, null, Browser.OTHER, true))
                .contains(new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.QR_CODE));
    }

    @Test
    void hasNoPageOutsideWeChatWithoutAWebsiteApp() {
        assertThat(WeChatPage.choose(Fixture.ACCOUNT_ONLY, null, Browser.OTHER, false))
                .isEmpty();
        assertThat(WeChatPage.choose(Fixture.SHOP, Fixture.ACCOUNT, Browser.OTHER, false))
                .isEmpty();
    }

    @Test
    void followsTheClientsChoiceOfApp() {
        assertThat(WeChatPage.choose(Fixture.SHOP, Fixture.WEBSITE, Browser.WECHAT, false))
                .contains(new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.QR_CODE));
    }

    @Test
    void takesWeComForNoWeChat() {
        assertThat(Browser.of(Fixture.WECHAT_BROWSER)).isEqualTo(Browser.WECHAT);
        assertThat(Browser.of(Fixture.WECOM_BROWSER)).isEqualTo(Browser.OTHER);
        assertThat(Browser.of(null)).isEqualTo(Browser.OTHER);
    }

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
    void keepsThePathOfThePublicUrl() {
        WebpageSettings settings = new WebpageSettings(
                URI.create("https://example.com/auth/"), URI.create("https://example.com"), URI.create("http://wx:1"));

        String address = new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.QR_CODE).url(settings, STATE);

        assertThat(address)
                .startsWith("http://wx:1/connect/qrconnect?appid=wxwebsite"
                        + "&redirect_uri=https%3A%2F%2Fexample.com%2Fauth%2Foauth2%2Fwechat%2Fcallback&");
    }

    @Test
    void hasNoPageForAClientWithoutAnApp() {
        Client none = Fixture.SERVICE;

        assertThat(WeChatPage.choose(none, null, Browser.WECHAT, false)).isEmpty();
        assertThat(WeChatPage.choose(none, new AppId("wx"), Browser.OTHER, false))
                .isEmpty();
    }
}
