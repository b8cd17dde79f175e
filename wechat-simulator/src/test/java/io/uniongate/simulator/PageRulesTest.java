package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRulesTest {
    private static final String CALLBACK = "https%3A%2F%2Fauth.example.com%2Fcallback";
    private static final String GOOD =
            "appid=wxa&redirect_uri=" + CALLBACK + "&response_type=code&scope=snsapi_base&state=abc";

    private final PageRules rules = new PageRules(Map.of(
            "wxa", App.serviceAccount("wxa", "s", "auth.example.com"),
            "wxpath", App.serviceAccount("wxpath", "s", "auth.example.com/shop"),
            "wxold", App.serviceAccount("wxold", "s", "auth.example.com").withKind(AppKind.SUBSCRIPTION_ACCOUNT),
            "wxmini", App.miniProgram("wxmini", "s"),
            "wxsite", App.website("wxsite", "s", "auth.example.com")));

    @ParameterizedTest
    @ValueSource(strings = {"", "&connect_redirect=1", "&forcePopup=true&forceSnapShot=false", "&component_appid=wxc"})
    void acceptsTheOrderedLink(String rest) {
        assertThat(judge(GOOD + rest)).isInstanceOf(PageRules.Verdict.Accepted.class);
    }

    @Test
    void acceptsALinkWithoutState() {
        assertThat(judge(GOOD.replace("&state=abc", ""))).isInstanceOf(PageRules.Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "appid=&redirect_uri=x, 10012",
        "appid=wxa&response_type=code&scope=snsapi_base, 10011",
        "appid=wxa&redirect_uri=x&response_type=code&state=a, 10010",
        "appid=wxa&redirect_uri=x&response_type=code&scope=snsapi_base&state=, 10013"
    })
    void namesWhatIsEmpty(String query, int code) {
        assertThat(refusal(query).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=" + CALLBACK + "&appid=wxa&response_type=code&scope=snsapi_base&state=abc",
                "appid=wxa&redirect_uri=" + CALLBACK + "&scope=snsapi_base&response_type=code&state=abc",
                "appid=wxa&redirect_uri=" + CALLBACK + "&response_type=code&state=abc&scope=snsapi_base",
                "appid=wxa&redirect_uri=" + CALLBACK + "&response_type=token&scope=snsapi_base&state=abc",
                "appid=wxa&redirect_uri=https://auth.example.com/callback&response_type=code&scope=snsapi_base",
                "appid=wxa&redirect_uri=https%253A%252F%252Fauth.example.com&response_type=code&scope=snsapi_base"
            })
    void refusesAnotherOrderOrSpelling(String query) {
        assertThat(refusal(query)).isEqualTo(PageError.ORDER);
    }

    @Test
    void limitsTheState() {
        String longest = "a".repeat(128);

        assertThat(judge(GOOD.replace("=abc", "=" + longest))).isInstanceOf(PageRules.Verdict.Accepted.class);
        assertThat(refusal(GOOD.replace("=abc", "=" + longest + "a"))).isEqualTo(PageError.STATE_INVALID);
        assertThat(refusal(GOOD.replace("=abc", "=a-b_c"))).isEqualTo(PageError.STATE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "https%3A%2F%2Fexample.com%2Fcallback",
        "https%3A%2F%2Fwww.auth.example.com%2Fcallback",
        "https%3A%2F%2Fauth.example.com.evil.com%2F",
        "https%3A%2F%2Fauth.example.com%40evil.com%2F",
    })
    void refusesAnotherHost(String redirectUri) {
        assertThat(refusal(GOOD.replace(CALLBACK, redirectUri))).isEqualTo(PageError.DOMAIN_MISMATCH);
    }

    @Test
    void ignoresThePortOfTheHost() {
        String query = GOOD.replace("auth.example.com", "auth.example.com%3A8443");

        assertThat(judge(query)).isInstanceOf(PageRules.Verdict.Accepted.class);
    }

    @Test
    void holdsALinkAgainstAConfiguredPath() {
        String query = GOOD.replace("appid=wxa", "appid=wxpath");

        assertThat(refusal(query)).isEqualTo(PageError.DOMAIN_MISMATCH);
        assertThat(judge(query.replace("%2Fcallback", "%2Fshop%2Fcallback")))
                .isInstanceOf(PageRules.Verdict.Accepted.class);
    }

    @Test
    void opensForCertifiedServiceAccountsOnly() {
        assertThat(refusal(GOOD.replace("appid=wxa", "appid=wxold"))).isEqualTo(PageError.SCOPE_FORBIDDEN);
        assertThat(refusal(GOOD.replace("appid=wxa", "appid=wxmini"))).isEqualTo(PageError.SCOPE_FORBIDDEN);
        assertThat(refusal(GOOD.replace("appid=wxa", "appid=wxsite"))).isEqualTo(PageError.NOT_AN_ACCOUNT);
        assertThat(refusal(GOOD.replace("appid=wxa", "appid=wxnobody"))).isEqualTo(PageError.APPID_UNKNOWN);
        assertThat(refusal(GOOD.replace("snsapi_base", "snsapi_login"))).isEqualTo(PageError.SCOPE_FORBIDDEN);
    }

    private PageRules.Verdict judge(String query) {
        return rules.judge(Link.of(Api.AUTHORIZE, query));
    }

    private PageError refusal(String query) {
        return ((PageRules.Verdict.Refused) judge(query)).error();
    }
}
