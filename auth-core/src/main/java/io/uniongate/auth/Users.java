package io.uniongate.auth;

import io.uniongate.contract.User;
import io.uniongate.db.Account;
import io.uniongate.db.Sealer;
import io.uniongate.db.UnsealException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an account to its owner, the phone unsealed. */
final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final Sealer sealer;

    Users(Sealer sealer) {
        this.sealer = sealer;
    }

    User of(Account account) {
        return new User(
                account.id(),
                account.profile().nickName(),
                account.profile().avatarUrl(),
                phone(account),
                account.createdAt(),
                account.unified());
    }

    /** A number that does not open is no reason to keep its owner out: WeChat can be asked for it again. */
    private @Nullable String phone(Account account) {
        Account.SealedContact phone = account.phone();
        try {
            return phone == null
                    ? null
                    : sealer.open(phone.sealed(), phone.id().toString()).reveal();
        } catch (UnsealException closed) {
            LOG.error("The phone number of user {} cannot be read: {}", account.id(), closed.getMessage());
            return null;
        }
    }
}
