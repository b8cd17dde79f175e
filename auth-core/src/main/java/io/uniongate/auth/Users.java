package io.uniongate.auth;

import io.uniongate.contract.User;
import io.uniongate.db.Account;
import io.uniongate.db.Sealer;

/** Shows an account to its owner, the phone unsealed. */
final class Users {
    private final Sealer sealer;

    Users(Sealer sealer) {
        this.sealer = sealer;
    }

    User of(Account account) {
        Account.SealedContact phone = account.phone();
        return new User(
                account.id(),
                account.profile().nickName(),
                account.profile().avatarUrl(),
                phone == null
                        ? null
                        : sealer.open(phone.sealed(), phone.id().toString()).reveal(),
                account.createdAt(),
                account.unified());
    }
}
