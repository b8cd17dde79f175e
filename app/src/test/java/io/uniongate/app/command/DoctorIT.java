package io.uniongate.app.command;

import static io.uniongate.app.command.Patient.ACCOUNT;
import static io.uniongate.app.command.Patient.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.App.SecretState;
import io.uniongate.simulator.WeChatSimulator;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says of WeChat's side; alone in its JVM, see {@link Patient}. */
@Isolated
class DoctorIT {
    @AutoClose
    private final Patient patient;

    DoctorIT(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    @Test
    void findsNothingBrokenWhereNothingIs() {
        patient.keeps(TestPostgres.freshDatabase());

        int exit = patient.examined();

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told())
                .contains("✓ way to WeChat: 127.0.0.1 answers at ", ", reached from 127.0.0.1 without a proxy")
                .contains("✓ app " + MINI + ", access_token", "✓ app " + ACCOUNT + ", code exchange")
                .contains("✓ app " + MINI + ", interfaces: ", "✓ app " + ACCOUNT + ", interfaces: ")
                .contains("✓ database: Postgres ", "✓ schema", "none is made yet", "! WeChat's addresses")
                .doesNotContain("✗", Patient.SECRET);
    }

    @Test
    void speaksChineseToo() {
        patient.keeps(TestPostgres.freshDatabase());
        patient.weChat.app(MINI).resetSecret("another");

        int exit = patient.examinedInChinese();

        assertThat(exit).isEqualTo(1);
        assertThat(patient.told())
                .contains("✓ 到微信的网络：", "✗ 应用 " + MINI + "，access_token：40125：密钥错误", "    → 把该应用的 AppSecret 填入")
                .contains("✓ 表结构：与本版本一致", "! 密钥，ES256：尚未生成")
                .doesNotContain("WeChat", "key");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesCauseAndCure(Consumer<WeChatSimulator> mistake, String cause) {
        mistake.accept(patient.weChat);

        int exit = patient.examined("--json", "--app", MINI);

        assertThat(exit).isEqualTo(1);
        assertThat(patient.broken()).anySatisfy(checked -> {
            assertThat(checked.getString("told")).contains(cause);
            assertThat(checked.getString("cure")).isNotBlank();
        });
        assertThat(patient.told())
                .contains("cannot connect to")
                .doesNotContain(Patient.SECRET, Patient.PASSWORD, ACCOUNT);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(simulator -> simulator.app(MINI).resetSecret("another"), "40125: the secret is wrong"),
                mistake(
                        simulator -> simulator.app(MINI).allowOnly(Set.of("10.9.8.7")),
                        "WeChat saw the address 127.0.0.1"),
                mistake(DoctorIT::freeze, "40243: the AppSecret is frozen"),
                mistake(simulator -> simulator.always("stable_token").fails(40013), "40013: WeChat knows no app"),
                mistake(
                        simulator -> simulator.always("stable_token").fails(45009),
                        "45009: the app's calls of the day"),
                mistake(simulator -> simulator.always("stable_token").fails(89503), "89503: WeChat wants"),
                mistake(simulator -> simulator.always("stable_token").fails(77777), "77777: WeChat refuses"),
                mistake(
                        simulator -> simulator.always("getuserphonenumber").fails(48004),
                        "48004: WeChat took the interface away"),
                mistake(simulator -> simulator.always("getuserphonenumber").answers("{}"), "was accepted"),
                mistake(simulator -> simulator.always("code2session").drops(), "WeChat does not answer"),
                mistake(simulator -> simulator.always("code2session").answers("ok"), "what answers is not WeChat"),
                mistake(simulator -> simulator.close(), "TCP: 127.0.0.1:"));
    }

    @Test
    void breaksOverAStandInThatOthersReach() {
        patient.publicUrl = "https://wechat.invalid";

        int exit = patient.examined("--json");

        assertThat(exit).isEqualTo(1);
        assertThat(patient.broken())
                .anySatisfy(checked -> assertThat(checked.getString("code")).isEqualTo("addresses.exposed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx0", "", " "})
    void looksAtNoAppThatIsNotConfigured(String app) {
        assertThat(patient.examined("--app", app)).isEqualTo(2);
        assertThat(patient.told()).contains("--app").doesNotContain("\tat ", "✓");
    }

    @Test
    void breaksOverAnAccountThatWeChatDoesNotLetLookUpItsFollowers() {
        patient.keeps(TestPostgres.freshDatabase());
        patient.weChat.always("user/get").fails(48001);

        int exit = patient.examined("--json", "--app", ACCOUNT);

        assertThat(exit).isEqualTo(1);
        assertThat(patient.broken()).singleElement().satisfies(checked -> {
            assertThat(checked.getString("subject")).isEqualTo("app " + ACCOUNT + ", interfaces");
            assertThat(checked.getString("told")).contains("48001: the app may not use this interface");
            assertThat(checked.getString("cure")).contains("微信认证");
        });
    }

    @Test
    void noticesAMiniProgramThatMayNotReadPhoneNumbers() {
        patient.keeps(TestPostgres.freshDatabase());
        patient.weChat.always("getuserphonenumber").fails(48001);

        int exit = patient.examined("--app", MINI);

        assertThat(exit).as(patient.told()).isZero();
        assertThat(patient.told())
                .contains("! app " + MINI + ", interfaces: 48001: people can log in, but", "    → have the account");
    }

    private static Arguments mistake(Consumer<WeChatSimulator> mistake, String cause) {
        return Arguments.of(mistake, cause);
    }

    private static void freeze(WeChatSimulator weChat) {
        weChat.app(MINI).change(app -> app.withSecretState(SecretState.FROZEN));
    }
}
