package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes when a person withdraws items, or when WeChat cleans a profile, and what stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithdrawalIT {
    private static final String AVATAR = "https://example.com/avatar.png";
    private static final String NUMBER = "+8613800000001";

    @AutoClose
    private final AuthCore core = AuthCore.start();

    private final Pushes weChat = new Pushes(core);

    @ParameterizedTest
    @Tag("T72")
    @CsvSource({
        "6, false, false, true",
        "19, false, true, true",
        "20, true, false, true",
        "8, true, true, false",
        "205, false, false, true",
        "301, false, false, true",
        "13, true, true, true",
        "4711, true, true, true"
    })
    void removesExactlyTheItemsAndKeepsTheAccount(int item, boolean nickName, boolean avatar, boolean phone) {
        UserId user = knownBy("o-item-" + item);

        weChat.revoked(MINI, "o-item-" + item, Duration.ZERO, item);

        User left = core.ask(new Accounts.Find(user));
        assertThat(left.nickName() != null).isEqualTo(nickName);
        assertThat(left.avatarUrl() != null).isEqualTo(avatar);
        assertThat(left.phone() != null).isEqualTo(phone);
        assertThat(core.rows(
                        "SELECT data->'items' FROM event WHERE type = 'authorization.revoked' AND user_id = $1",
                        user.value()))
                .containsExactly("[" + item + "]");
        assertThat(core.signIn(MINI, "o-item-" + item, null).user().id()).isEqualTo(user);
    }

    @Test
    @Tag("T72")
    void leavesAloneWhatWasGivenAfterTheWithdrawal() {
        UserId user = knownBy("o-again");

        weChat.revoked(MINI, "o-again", Duration.ofHours(1), 6, 8);

        assertThat(core.ask(new Accounts.Find(user)).nickName()).isEqualTo("Name");
        assertThat(core.ask(new Accounts.Find(user)).phone()).isEqualTo(NUMBER);
    }

    @Test
    @Tag("T72")
    void keepsANumberThatAnotherAppShowed() {
        UserId user = knownBy("o-two-apps");
        core.update(
                "UPDATE contact SET verified_by = $2 WHERE user_id = $1",
                user.value(),
                UUID.randomUUID().toString());

        weChat.revoked(MINI, "o-two-apps", Duration.ZERO, 8);

        assertThat(core.ask(new Accounts.Find(user)).phone()).isEqualTo(NUMBER);
    }

    @Test
    @Tag("T74")
    void clearsAProfileThatWeChatCleanedAndHasItFetchedAgain() {
        PageVisitor visitor =
                PageVisitor.logIn(core, Browser.FRESH_CLIENT, "openid profile", "o-risky", new Profile("Risky", null));
        core.weChat.showsNow("o-risky", new Profile("Clean", null));

        weChat.profileModified(AuthCore.SERVICE_ACCOUNT, "o-risky");
        String cleared = visitor.nickName();
        core.ask(visitor.read());

        assertThat(cleared).isNull();
        core.eventually(() -> "Clean".equals(visitor.nickName()));
    }

    @Test
    @Tag("T74")
    void hasNoEffectForSomebodyUnknown() {
        weChat.profileModified(MINI, "o-nobody");
        weChat.revoked(MINI, "o-nobody", Duration.ZERO, 6);

        assertThat(core.rows("SELECT type FROM event WHERE user_id IS NULL AND type NOT LIKE 'signing_key%'"))
                .isEmpty();
    }

    private UserId knownBy(String openId) {
        UserId user = core.signIn(MINI, openId, null).user().id();
        core.ask(new Accounts.ChangeProfile(user, new Profile("Name", AVATAR)));
        UUID contact = UUID.randomUUID();
        core.update(
                """
                INSERT INTO contact (id, user_id, kind, value_hash, value_enc, verified_at, verified_by)
                SELECT $1, $2, 'PHONE', $3, $4, $5::timestamptz, id FROM identity WHERE user_id = $2
                """,
                contact,
                user.value(),
                SecretHash.of(NUMBER),
                core.sealer.seal(new Secret(NUMBER), contact.toString()),
                core.clock.instant().atOffset(ZoneOffset.UTC));
        return user;
    }
}
