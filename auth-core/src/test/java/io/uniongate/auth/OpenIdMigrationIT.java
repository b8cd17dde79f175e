package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static io.uniongate.auth.AuthCore.UNBOUND_MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.db.BulkOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An official account is migrated, and its people get other openids. */
class OpenIdMigrationIT {
    private static final AppId OLD = MINI;

    private final FakeFollowers weChat = new FakeFollowers();
    private final List<String> refused = new ArrayList<>();

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @BeforeEach
    void start() {
        weChat.serve(core.bus);
        weChat.migratedFrom = OLD.value();
    }

    @Test
    void keepsUserAndUnionidUnderTheNewOpenid() {
        core.signIn(OLD, "o1", "u1");
        core.signIn(OLD, "o2", null);
        core.signIn(OLD, "o3", null);
        migrated("o1", "n1");
        migrated("o2", "n2");

        Tally tally = run(migration(null, SERVICE_ACCOUNT, false));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.LINKED, 2L, BulkOutcome.REFUSED, 1L));
        assertThat(refused).containsExactly("o3: ori_openid error");
        assertThat(users("o1")).isEqualTo(users("n1"));
        assertThat(users("o2")).isEqualTo(users("n2"));
        assertThat(core.rows("SELECT unionid FROM identity WHERE openid IN ('n1', 'n2') ORDER BY openid"))
                .containsExactly("u1", null);
    }

    @Test
    void leavesTheUnionidBehindInAnotherOpenPlatformAccount() {
        core.signIn(OLD, "o1", "u1");
        migrated("o1", "n1");

        run(migration(null, UNBOUND_MINI, false));

        assertThat(users("o1")).isEqualTo(users("n1"));
        assertThat(core.rows("SELECT unionid FROM identity WHERE openid = 'n1'"))
                .containsExactly((String) null);
    }

    @Test
    void mergesWhoHasComeWithTheNewOpenidAlready() {
        core.signIn(OLD, "o1", null);
        core.signIn(OTHER_MINI, "n1", null);
        migrated("o1", "n1");

        Tally tally = run(migration(null, OTHER_MINI, false));

        assertThat(tally.counts()).isEqualTo(Map.of(BulkOutcome.MERGED, 1L));
        assertThat(users("o1")).isEqualTo(users("n1"));
    }

    @Test
    void triesTheAppIdWhereWeChatDoesNotTakeTheOriginalId() {
        core.signIn(OLD, "o1", null);
        migrated("o1", "n1");

        assertThat(run(migration("gh_1234567890ab", SERVICE_ACCOUNT, false)).of(BulkOutcome.LINKED))
                .isEqualTo(1);
        weChat.migratedFrom = "gh_1234567890ab";
        assertThatThrownBy(() -> migration(null, SERVICE_ACCOUNT, false).step().await())
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void rehearsesWithoutATrace() {
        core.signIn(OLD, "o1", null);
        migrated("o1", "n1");

        assertThat(run(migration(null, SERVICE_ACCOUNT, true)).of(BulkOutcome.LINKED))
                .isEqualTo(1);
        assertThat(core.count("identity")).isEqualTo(1);
    }

    private void migrated(String from, String to) {
        weChat.migrated.put(new OpenId(from), new OpenId(to));
    }

    private OpenIdMigration migration(@Nullable String originalId, AppId to, boolean rehearsal) {
        return OpenIdMigration.of(
                        core.bus,
                        core.database,
                        AuthCore.apps("main"),
                        new OpenIdMigration.Route(OLD, originalId, to),
                        rehearsal,
                        (openId, reason) -> refused.add(openId + ": " + reason),
                        core.clock)
                .await();
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static Tally run(OpenIdMigration migration) {
        while (migration.step().await()) {
            assertThat(migration.tally()).isNotNull();
        }
        return migration.tally();
    }

    private List<@Nullable String> users(String openId) {
        return core.rows("SELECT user_id FROM identity WHERE openid = $1", openId);
    }
}
