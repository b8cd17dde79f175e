package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.UNBOUND_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.UserId;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a unionid can be compared with. */
class UnionScopeIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S25")
    void keepsTheStoredUnionidWhenWeChatSaysAnother() {
        SignIn.SignedIn before = core.signIn(MINI, "o1", "u1");

        SignIn.SignedIn after = core.signIn(MINI, "o1", "u2");

        assertThat(after.user().id()).isEqualTo(before.user().id());
        assertThat(core.rows("SELECT unionid FROM identity")).containsExactly("u1");
        assertThat(core.rows("SELECT unionid FROM union_identity")).containsExactly("u1");
        assertThat(core.events()).contains("identity.unionid_conflict");
    }

    @Test
    @Tag("S26")
    void neverComparesUnionidsOfTwoOpenPlatformAccounts() {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        UserId before;
        try (AuthCore first = AuthCore.start(settings, "main")) {
            before = first.signIn(MINI, "o1", "u1").user().id();
        }

        try (AuthCore moved = AuthCore.start(settings, "second")) {
            assertThat(moved.signIn(OTHER_MINI, "p1", "u1").user().id()).isNotEqualTo(before);
            assertThat(moved.signIn(MINI, "o1", "u2").user().id()).isEqualTo(before);
            assertThat(moved.events()).doesNotContain("identity.unionid_conflict");
        }
    }

    @Test
    @Tag("S26")
    void learnsUnionidsAnewWhenAnAppMovesToAnotherOpenPlatformAccount() {
        DatabaseSettings settings = TestPostgres.freshDatabase();
        UserId before;
        try (AuthCore first = AuthCore.start(settings, "main")) {
            before = first.signIn(MINI, "o1", "u1").user().id();
            first.signIn(MINI, "o2", "u2");
        }

        try (AuthCore moved = AuthCore.start(settings, "second")) {
            assertThat(moved.signIn(MINI, "o1", null).user().id()).isEqualTo(before);
            assertThat(moved.signIn(MINI, "o1", "v1").user().id()).isEqualTo(before);
            assertThat(moved.signIn(OTHER_MINI, "p1", "v1").user().id()).isEqualTo(before);

            assertThat(moved.rows("SELECT unionid FROM identity ORDER BY openid"))
                    .containsExactly("v1", "u2", "v1");
            assertThat(moved.rows("""
                            SELECT s.name || ' ' || n.unionid FROM union_identity n
                            JOIN union_scope s ON s.id = n.union_scope_id ORDER BY 1
                            """)).containsExactly("main u1", "main u2", "second v1");
            assertThat(moved.events()).contains("app.open_platform_changed").doesNotContain("user.merged");
        }
    }

    @Test
    void ignoresTheUnionidOfAnAppWithoutOpenPlatformAccount() {
        SignIn.SignedIn unbound = core.signIn(UNBOUND_MINI, "o1", "u1");
        SignIn.SignedIn bound = core.signIn(MINI, "o2", "u1");

        assertThat(bound.user().id()).isNotEqualTo(unbound.user().id());
        assertThat(unbound.user().unified()).isFalse();
    }
}
