package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.session.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody whom a page signed in, and the page as a reader of the profile. */
record PageVisitor(AuthCore core, String openId, UserId user, Accounts.Reader reader) {
    static PageVisitor logIn(AuthCore core, ClientId client, String scope, String openId, Profile profile) {
        Browser browser = Browser.of(core);
        Secret state =
                core.ask(new Authorization.Begin(client, SERVICE_ACCOUNT, browser.cookie(), Browser.toPage(scope)));
        Secret code = core.weChat.code(FakeWeChat.Visit.showing(openId, null, profile));
        Authorization.SessionOpened opened =
                (Authorization.SessionOpened) browser.returns(state, code).await();
        User user = core.ask(new Sessions.OfCookie(opened.cookie())).orElseThrow();
        return new PageVisitor(core, openId, user.id(), new Accounts.Reader(client, newestSession(core, user)));
    }

    Accounts.Find read() {
        return new Accounts.Find(user, reader);
    }

    @Nullable
    String nickName() {
        return core.ask(new Accounts.Find(user)).nickName();
    }

    boolean reauthorize() {
        return core.ask(new Accounts.Identities(user)).stream().anyMatch(Accounts.Identity::reauthorize);
    }

    /** A column of the grant {@code g}; nothing if there is none. */
    List<String> grant(String column) {
        String grant = "SELECT %s FROM wechat_grant g JOIN identity i ON i.id = g.identity_id WHERE i.openid = $1";
        return core.rows(grant.formatted(column), openId).stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static SessionId newestSession(AuthCore core, User user) {
        String newest = "SELECT id FROM session WHERE user_id = $1 ORDER BY id DESC LIMIT 1";
        return new SessionId(UUID.fromString(
                String.valueOf(core.rows(newest, user.id().value()).get(0))));
    }
}
