package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everybody at once, on two nodes: whatever the order of logins, each succeeds and a person ends as one user. */
class UnificationStormIT {
    private static final List<AppId> APPS =
            List.of(AuthCore.MINI, AuthCore.OTHER_MINI, AuthCore.THIRD_MINI, AuthCore.FOURTH_MINI);
    private static final int CALLERS = 16;
    private static final int PEOPLE = 60;
    private static final int LOGINS_OF_A_CALLER = 60;

    private record Login(int person, AppId app, boolean tellingUnionId) {}

    @Test
    @Tag("S21")
    @Tag("T05")
    void endsWithOneUserForEachPerson() throws IOException {
        try (AuthCore core = AuthCore.start();
                AuthCore second = core.beside()) {
            List<AuthCore> nodes = List.of(core, second);

            storm(nodes, caller -> someLogins(new Random(caller)));
            storm(nodes, UnificationStormIT::everyAppOfSomePeople);

            assertThat(core.rows("SELECT count(*) FROM users WHERE status = 'ACTIVE'"))
                    .containsExactly(String.valueOf(PEOPLE));
            assertThat(core.rows("SELECT count(DISTINCT user_id) FROM identity WHERE openid LIKE 'person-%'"))
                    .containsExactly(String.valueOf(PEOPLE));
            assertThat(core.rows("SELECT DISTINCT count(DISTINCT user_id) FROM identity GROUP BY openid"))
                    .containsExactly("1");
            assertThat(core.count("identity")).isEqualTo((long) PEOPLE * APPS.size());
            assertThat(core.count("union_identity")).isEqualTo(PEOPLE);
            assertThat(core.rows("SELECT count(*) FROM user_redirect r JOIN users u ON u.id = r.new_id"
                            + " WHERE u.status <> 'ACTIVE'"))
                    .containsExactly("0");
            assertThat(Files.readString(TestPostgres.shared().directory().resolve("postgres.log")))
                    .doesNotContain("deadlock detected");
        }
    }

    private interface Script {
        List<Login> of(int caller);
    }

    /** Each caller's logins one after the other, all callers at once; a login that fails fails the test. */
    private static void storm(List<AuthCore> nodes, Script script) {
        List<Future<Void>> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> inTurn(nodes.get(caller % nodes.size()), script.of(caller)))
                .toList();

        Future.all(callers).await();
    }

    private static Future<Void> inTurn(AuthCore node, List<Login> logins) {
        Future<Void> done = Future.succeededFuture();
        for (Login login : logins) {
            done = done.compose(before -> node.bus.ask(asking(node, login))).mapEmpty();
        }
        return done;
    }

    private static SignIn.WithMiniProgramCode asking(AuthCore node, Login login) {
        @Nullable String unionId = login.tellingUnionId() ? "union-" + login.person() : null;
        return new SignIn.WithMiniProgramCode(
                login.app(), node.weChat.code("person-" + login.person(), unionId), null, Device.UNKNOWN);
    }

    /** Few people at a time, so that callers meet. */
    private static List<Login> someLogins(Random random) {
        return random.ints(LOGINS_OF_A_CALLER, 0, PEOPLE)
                .mapToObj(person -> new Login(person, APPS.get(random.nextInt(APPS.size())), random.nextInt(3) == 0))
                .toList();
    }

    private static List<Login> everyAppOfSomePeople(int caller) {
        List<Login> logins = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            AppId app = APPS.get((caller + person) % APPS.size());
            logins.add(new Login(person, app, true));
        }
        Collections.shuffle(logins, new Random(caller));
        return logins;
    }
}
