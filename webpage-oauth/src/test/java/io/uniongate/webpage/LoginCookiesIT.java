package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCookiesIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void countsTheLoginsOfOneBrowserTogether() {
        Provider.Visit first = provider.visit(Provider.AUTHORIZE);
        Provider.Visit second = provider.visit(Provider.AUTHORIZE, first.cookie());

        Provider.Visit third = provider.visit(Provider.AUTHORIZE, first.cookie() + "; " + second.cookie());

        assertThat(List.of(second.cookie(), third.cookie())).doesNotContain(first.cookie());
        assertThat(Stream.of(first, second, third)
                        .map(visit ->
                                provider.authorization.begun(visit.state()).browser())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void forgetsTheOldestOfTooManyLogins() {
        List<String> cookies = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> LoginCookies.PREFIX + "login%07d=%d.%s".formatted(number, number, "b".repeat(32)))
                .toList();

        HttpResponse<Buffer> answer = provider.get(
                Provider.AUTHORIZE, "User-Agent", Fixture.WECHAT_BROWSER, "Cookie", String.join("; ", cookies));

        assertThat(Provider.loginCookie(answer)).contains("=13.");
        assertThat(answer.cookies())
                .filteredOn(cookie -> cookie.contains("Max-Age=0;"))
                .extracting(cookie -> cookie.substring(0, cookie.indexOf('=')))
                .containsExactlyInAnyOrder(
                        LoginCookies.PREFIX + "login0000001",
                        LoginCookies.PREFIX + "login0000002",
                        LoginCookies.PREFIX + "login0000003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chosen-by-an-attacker", "1.short", "9999999.abcdefghijklmnopqrstuvwxyz012345", ""})
    void takesNoCookieThatIsNotOfOurShape(String value) {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE, LoginCookies.PREFIX + "000000000000=" + value);

        assertThat(visit.cookie()).contains("=1.");
        assertThat(provider.authorization.begun(visit.state()).browser().reveal())
                .hasSize(32)
                .isNotEqualTo("abcdefghijklmnopqrstuvwxyz012345");
    }

    @Test
    void bringsBackTabsThatBeganAtTheSameMoment() {
        Provider.Visit first = provider.visit(Provider.AUTHORIZE);
        Provider.Visit second = provider.visit(Provider.AUTHORIZE);
        String cookies = first.cookie() + "; " + second.cookie();

        HttpResponse<Buffer> ofFirst = provider.comeBack(first.with(cookies), "&code=wechat-code");
        HttpResponse<Buffer> ofSecond = provider.comeBack(second.with(cookies), "&code=wechat-code");

        assertThat(List.of(ofFirst, ofSecond))
                .extracting(Provider::location)
                .allSatisfy(location -> assertThat(location).startsWith(Fixture.CALLBACK + "?code=our-code&"));
    }

    @Tag("T35")
    @Test
    void lastsAsLongAsWeChatMayCallBack() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);

        HttpResponse<Buffer> once = provider.comeBack(visit, "&code=wechat-code");
        HttpResponse<Buffer> again = provider.comeBack(visit, "&code=wechat-code");

        assertThat(once.cookies()).isEmpty();
        assertThat(Provider.location(again)).isEqualTo(Provider.location(once));
    }

    @Tag("S36")
    @Test
    void refusesAnotherBrowserThatKnowsTheState() {
        Provider.Visit visit = provider.visit(Provider.AUTHORIZE);
        String other = provider.visit(Provider.AUTHORIZE).cookie();
        String name = visit.cookie().substring(0, visit.cookie().indexOf('='));

        HttpResponse<Buffer> answer =
                provider.comeBack(visit.with(name + other.substring(other.indexOf('='))), "&code=wechat-code");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Location")).isNull();
    }
}
