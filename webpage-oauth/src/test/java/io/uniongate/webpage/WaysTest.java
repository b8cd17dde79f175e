package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WaysTest {
    private static final Way QR_CODE = new Way.Visit(new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.QR_CODE));
    private static final Way SILENT = new Way.Visit(new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.SILENT));
    private static final Way CONSENT = new Way.Visit(new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.CONSENT));
    private static final Way EMBEDDED = new Way.Embed(new WeChatPage(Fixture.WEBSITE, WeChatPage.Kind.EMBEDDED));
    private static final Way SCAN = new Way.Scan(Fixture.PUSHED_ACCOUNT);

    private final Ways ways = new Ways(Fixture.APPS, Fixture.ACCOUNTS.scanned());

    @Test
    void asksInsideWeChatForConsentOnlyWhereTheProfileIsWanted() {
        assertThat(choose(Fixture.SHOP, null, null, Browser.WECHAT, "openid")).contains(SILENT);
        assertThat(choose(Fixture.SHOP, null, null, Browser.WECHAT, "openid profile"))
                .contains(CONSENT);
        assertThat(SILENT.isSilent()).isTrue();
        assertThat(CONSENT.isSilent()).isFalse();
    }

    @Test
    void sendsPeopleThroughTheComponentOfAnAccountThatHasOne() {
        Component platform = new Component(new AppId("wxplatform"), new Secret("s"));
        WeChatApp lent =
                new WeChatApp(Fixture.ACCOUNT, AppKind.OFFICIAL_ACCOUNT, null, null, platform, SignUp.AUTOMATIC);
        Destination destination = new Destination.ToPage("https://h5.example.com/", Scope.parse("openid"));

        Optional<Way> way = new Ways(WeChatApps.of(List.of(lent)), Set.of())
                .choose(new Journey(Fixture.SHOP, null, null, destination), Browser.WECHAT);

        assertThat(way)
                .contains(new Way.Visit(
                        new WeChatPage(Fixture.ACCOUNT, WeChatPage.Kind.SILENT, new AppId("wxplatform"))));
    }

    @Test
    void prefersWeChatsOwnQrPageOutsideWeChat() {
        assertThat(choose(Fixture.SHOP, null)).contains(QR_CODE);
        assertThat(choose(Fixture.EVERYWHERE, null)).contains(QR_CODE);
    }

    @Test
    void letsTheServiceAccountBeScannedWhereThereIsNoWebsiteApp() {
        assertThat(choose(Fixture.SCANNING, null)).contains(SCAN);
    }

    @Test
    void findsNoWayOutsideWeChatForAnAccountWhoseScansNobodyHears() {
        assertThat(choose(Fixture.ACCOUNT_ONLY, null)).isEmpty();
        assertThat(choose(Fixture.SHOP, null, Fixture.ACCOUNT, Browser.OTHER, "openid"))
                .isEmpty();
    }

    @Test
    void followsTheClientsChoiceOfApp() {
        assertThat(choose(Fixture.SHOP, null, Fixture.WEBSITE, Browser.WECHAT, "openid"))
                .contains(QR_CODE);
        assertThat(choose(Fixture.EVERYWHERE, null, Fixture.PUSHED_ACCOUNT, Browser.OTHER, "openid"))
                .contains(SCAN);
    }

    @Test
    void followsTheClientsChoiceOfMethod() {
        assertThat(choose(Fixture.EVERYWHERE, LoginMethod.REDIRECT)).contains(QR_CODE);
        assertThat(choose(Fixture.EVERYWHERE, LoginMethod.EMBEDDED)).contains(EMBEDDED);
        assertThat(choose(Fixture.EVERYWHERE, LoginMethod.SCAN)).contains(SCAN);
        assertThat(SCAN.isSilent()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void needsNoMethodInsideWeChat(LoginMethod method) {
        assertThat(choose(Fixture.SHOP, method, null, Browser.WECHAT, "openid")).contains(SILENT);
    }

    @Test
    void findsNoWayForAClientWithoutAnApp() {
        assertThat(choose(Fixture.SERVICE, null, null, Browser.WECHAT, "openid"))
                .isEmpty();
        assertThat(choose(Fixture.SERVICE, null, new AppId("wx"), Browser.OTHER, "openid"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "everywhere, scan, , true",
        "everywhere, embedded, , true",
        "everywhere, embedded, wxpushed, false",
        "everywhere, scan, wxwebsite, false",
        "everywhere, magic, , false",
        "everywhere, , , true",
        "scanning, redirect, , false",
        "h5-shop, scan, , false"
    })
    void knowsWhatAClientMayWishFor(String client, @Nullable String method, @Nullable String app, boolean known) {
        Parameters sent = Fixture.sent("login_method", method == null ? "" : method, "app_id", app == null ? "" : app);

        boolean answer =
                ways.areKnownTo(Fixture.CLIENTS.find(new ClientId(client)).orElseThrow(), sent);

        assertThat(answer).isEqualTo(known);
    }

    private Optional<Way> choose(Client client, @Nullable LoginMethod method) {
        return choose(client, method, null, Browser.OTHER, "openid");
    }

    private Optional<Way> choose(
            Client client, @Nullable LoginMethod method, @Nullable AppId app, Browser browser, String scope) {
        Destination destination = new Destination.ToPage("https://h5.example.com/", Scope.parse(scope));
        return ways.choose(new Journey(client, app, method, destination), browser);
    }
}
