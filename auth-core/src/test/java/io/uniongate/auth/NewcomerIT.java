package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.signin.SignIn;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** First logins that share statements: who is new is decided by the referee, not by who asked first. */
class NewcomerIT {
    private static final List<AppId> APPS = List.of(AuthCore.MINI, AuthCore.OTHER_MINI, AuthCore.THIRD_MINI);
    private static final int PEOPLE = 40;

    @Test
    @Tag("T05")
    @Tag("S20")
    void meetsEachPersonOnceWhenAllTheirFirstLoginsComeTogether() {
        try (AuthCore core = AuthCore.start();
                AuthCore second = core.beside()) {
            List<Future<SignIn.Outcome>> logins = IntStream.range(0, PEOPLE)
                    .boxed()
                    .flatMap(person -> List.of(core, second).stream()
                            .flatMap(node -> APPS.stream().map(app -> firstLogin(node, person, app))))
                    .toList();

            Future.all(logins).await();

            assertThat(core.count("users")).isEqualTo(PEOPLE);
            assertThat(core.count("identity")).isEqualTo((long) PEOPLE * APPS.size());
            assertThat(core.count("session")).isEqualTo(logins.size());
            assertThat(newUsers(logins)).isEqualTo(PEOPLE);
            assertThat(core.rows("SELECT type || ' ' || count(*) FROM event"
                            + " WHERE user_id IS NOT NULL GROUP BY type ORDER BY type"))
                    .containsExactly(
                            "identity.linked " + PEOPLE * (APPS.size() - 1),
                            "session.opened " + logins.size(),
                            "user.created " + PEOPLE);
        }
    }

    @Test
    @Tag("T04")
    @Tag("S23")
    void makesOnePersonOfWhoeverLearnsAUnionidWhileItsOwnerIsMet() {
        try (AuthCore core = AuthCore.start();
                AuthCore second = core.beside()) {
            IntStream.range(0, PEOPLE).forEach(person -> core.signIn(AuthCore.MINI, "openid-" + person, null));
            List<Future<SignIn.Outcome>> logins = IntStream.range(0, PEOPLE)
                    .boxed()
                    .flatMap(person -> List.of(
                            firstLogin(second, person, AuthCore.OTHER_MINI), firstLogin(core, person, AuthCore.MINI))
                            .stream())
                    .toList();

            Future.all(logins).await();

            assertThat(core.rows("SELECT count(*) FROM users WHERE status = 'ACTIVE'"))
                    .containsExactly(String.valueOf(PEOPLE));
            assertThat(core.count("union_identity")).isEqualTo(PEOPLE);
            assertThat(core.rows("SELECT count(*) FROM identity WHERE unionid IS NULL"))
                    .containsExactly("0");
        }
    }

    @Test
    void tellsOfAnAppThatKnowsNoUnionIdWhoIsNew() {
        try (AuthCore core = AuthCore.start()) {
            List<Future<SignIn.Outcome>> logins = IntStream.range(0, PEOPLE)
                    .mapToObj(person -> login(core, AuthCore.UNBOUND_MINI, "openid-" + person, null))
                    .toList();

            Future.all(logins).await();

            assertThat(newUsers(logins)).isEqualTo(PEOPLE);
            assertThat(core.count("union_identity")).isZero();
            assertThat(core.count("wechat_session_key")).isEqualTo(PEOPLE);
        }
    }

    private static Future<SignIn.Outcome> firstLogin(AuthCore node, int person, AppId app) {
        return login(node, app, "openid-" + person, "union-" + person);
    }

    private static Future<SignIn.Outcome> login(AuthCore node, AppId app, String openId, @Nullable String unionId) {
        return node.bus.ask(
                new SignIn.WithMiniProgramCode(app, node.weChat.code(openId, unionId), null, Device.UNKNOWN));
    }

    private static long newUsers(List<Future<SignIn.Outcome>> logins) {
        return logins.stream()
                .map(login -> (SignIn.SignedIn) login.result())
                .filter(SignIn.SignedIn::isNewUser)
                .count();
    }
}
