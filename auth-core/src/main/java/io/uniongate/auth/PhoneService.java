package io.uniongate.auth;

import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.Database;
import io.uniongate.db.SessionKeyQueries.KeyedIdentity;
import io.vertx.core.Future;

/** Verifies phone numbers with WeChat, for the person that a mini program's session is of. */
final class PhoneService {
    private final Bus bus;
    private final Database database;
    private final WeChatApps apps;
    private final SessionKeyService sessionKeys;
    private final ClientData clientData;
    private final Phones phones;
    private final Users users;

    PhoneService(
            Bus bus,
            Database database,
            WeChatApps apps,
            SessionKeyService sessionKeys,
            ClientData clientData,
            Phones phones,
            Users users) {
        this.bus = bus;
        this.database = database;
        this.apps = apps;
        this.sessionKeys = sessionKeys;
        this.clientData = clientData;
        this.phones = phones;
        this.users = users;
    }

    Future<User> verify(Accounts.VerifyPhone ask) {
        return sessionKeys
                .identity(ask.session())
                .compose(identity -> bus.ask(
                                new Platform.FetchPhone(miniProgram(identity).id(), identity.openId(), ask.code()))
                        .compose(number -> keep(ask.user(), new Phones.Verified(number, identity))));
    }

    Future<User> verifyEncrypted(Accounts.VerifyEncryptedPhone ask) {
        return sessionKeys
                .identity(ask.session())
                .map(identity -> new Phones.Verified(
                        clientData.openPhone(ask.phone(), sessionKeys.open(identity), identity.app()), identity))
                .compose(phone -> keep(ask.user(), phone));
    }

    /** Only mini programs have phone codes, and a code of another kind of app is not worth a call that costs money. */
    private WeChatApp miniProgram(KeyedIdentity identity) {
        return apps.require(identity.app(), AppKind.MINI_PROGRAM);
    }

    private Future<User> keep(UserId user, Phones.Verified phone) {
        return phones.keep(user, phone)
                .compose(kept -> database.statement(client -> AccountQueries.find(client, user)))
                .map(account -> users.of(account.orElseThrow(AccountService::gone)));
    }
}
