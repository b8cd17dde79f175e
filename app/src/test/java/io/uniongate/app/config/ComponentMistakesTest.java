package io.uniongate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComponentMistakesTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String PLATFORM =
            "{ appId: wx9, secret: hidden, push: { token: hidden, encodingAesKey: " + KEY + " } }";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("kind: mini-program", "apps[0].secret: missing: AppSecret of the app; expected a secret"),
                mistake("kind: mini-program", "or set UNIONGATE_APPS_0_SECRET); only an app with component"),
                mistake(
                        "kind: mini-program, component: wx8",
                        "apps[0].component: \"wx8\" is not the appId of a platform in components"),
                mistake("kind: mini-program, component: gh_9", "apps[0].component: \"gh_9\" is not the AppID"),
                mistake("kind: website, component: wx9", "apps[0].component: a website app cannot authorise"),
                mistake(
                        "kind: official-account, component: wx9, jsSdkHosts: [h5.example.com]",
                        "apps[0].jsSdkHosts[0]: pages are signed in the account's own name"),
                mistake(
                        "kind: mini-program, secret: s, push: { token: abc, encodingAesKey: " + KEY
                                + ", component: wx9 }",
                        "apps[0].push.component: unknown key; did you mean apps[].component?"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistakeOfAnApp(String settings, String line) {
        List<String> mistakes =
                Yaml.mistakes("{ apps: [ { appId: wx1, " + settings + " } ], components: [ " + PLATFORM + " ] }");

        assertThat(mistakes).singleElement().asString().contains(line).doesNotContain("hidden", KEY);
    }

    static Stream<Arguments> mistakesOfPlatforms() {
        return Stream.of(
                mistake("{ appId: wx9 }", "components[0].secret: missing: AppSecret of the third-party platform"),
                mistake("{ appId: wx9 }", "components[0].push.token: missing"),
                mistake("{ appId: wx9 }", "components[0].push.encodingAesKey: missing"),
                mistake(PLATFORM + ", " + PLATFORM, "components[1].appId: stands in the list twice"),
                mistake(PLATFORM.replace("wx9", "wx1"), "components[0].appId: is an app's AppID already"),
                mistake(PLATFORM.replace(KEY, "hidden"), "components[0].push.encodingAesKey: the value (not shown)"));
    }

    @ParameterizedTest
    @MethodSource("mistakesOfPlatforms")
    void namesTheMistakeOfAPlatform(String platforms, String line) {
        List<String> mistakes = Yaml.mistakes(
                "{ apps: [ { appId: wx1, kind: website, secret: s } ], components: [ " + platforms + " ] }");

        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake).startsWith(line))
                .noneSatisfy(mistake -> assertThat(mistake).contains("hidden"));
    }

    @Test
    void letsAnAppHaveBothItsSecretAndAPlatform() {
        AppConfig config = Yaml.load("{ apps: [ { appId: wx1, kind: official-account, secret: s, component: wx9,"
                + " jsSdkHosts: [h5.example.com] } ], components: [ " + PLATFORM + " ] }");

        assertThat(config.apps().components()).hasSize(1);
        assertThat(config.apps().byId().values()).allMatch(app -> app.secret() != null);
    }

    private static Arguments mistake(String yaml, String line) {
        return Arguments.of(yaml, line);
    }
}
