package io.uniongate.auth;

import io.uniongate.contract.Profile;
import io.uniongate.contract.User;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.db.AccountQueries;
import io.uniongate.db.Database;
import io.uniongate.db.Opening;
import io.uniongate.db.SessionKeyQueries.KeyedIdentity;
import io.uniongate.db.SessionQueries;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;

/** What an account's owner sees, changes and takes away. */
final class AccountService {
    private final Database database;
    private final Unifier unifier;
    private final People people;
    private final SessionKeyService sessionKeys;
    private final ClientData clientData;
    private final Users users;
    private final ProfileRefresh profiles;
    private final Clock clock;

    AccountService(
            Database database,
            Unifier unifier,
            People people,
            SessionKeyService sessionKeys,
            ClientData clientData,
            Users users,
            ProfileRefresh profiles,
            Clock clock) {
        this.database = database;
        this.unifier = unifier;
        this.people = people;
        this.sessionKeys = sessionKeys;
        this.clientData = clientData;
        this.users = users;
        this.profiles = profiles;
        this.clock = clock;
    }

    Future<User> find(Accounts.Find ask) {
        return find(ask.user()).onSuccess(user -> profiles.behind(ask));
    }

    Future<User> change(Accounts.ChangeProfile ask) {
        return database.statement(
                        client -> AccountQueries.change(client, ask.user(), ask.profile(), null, clock.instant()))
                .compose(changed -> find(ask.user()));
    }

    Future<List<Accounts.Identity>> identities(Accounts.Identities ask) {
        return database.statement(client -> AccountQueries.identities(client, ask.user()));
    }

    Future<Void> erase(Accounts.Erase ask) {
        return database.transaction(tx -> AccountQueries.lock(tx, ask.user())
                .compose(user -> user.isPresent() ? erase(tx, user.get()) : Future.succeededFuture()));
    }

    /** Applies what WeChat signed for this session's identity; a unionid in it decides who the person is, too. */
    Future<User> changeVerified(Accounts.ChangeVerifiedProfile ask) {
        return sessionKeys.identity(ask.session()).compose(identity -> apply(identity, open(identity, ask)));
    }

    private ClientData.Proven open(KeyedIdentity identity, Accounts.ChangeVerifiedProfile ask) {
        return clientData.open(ask.profile(), sessionKeys.open(identity), identity.app(), identity.openId());
    }

    private Future<User> apply(KeyedIdentity identity, ClientData.Proven proven) {
        Opening opening = new Opening(people.of(identity.app(), identity.openId(), proven.unionId()), null, null, null);
        return unifier.arrive(opening, SignUp.PROFILE_REQUIRED)
                .map(arrival ->
                        arrival.orElseThrow(AccountService::gone).account().id())
                .compose(user -> rename(user, proven.profile(), identity).compose(done -> find(user)));
    }

    private Future<Void> rename(UserId user, Profile profile, KeyedIdentity identity) {
        return database.statement(
                client -> AccountQueries.change(client, user, profile, identity.id(), clock.instant()));
    }

    private Future<Void> erase(SqlConnection tx, UserId user) {
        return SessionQueries.endAll(tx, user, "erased", clock.instant())
                .compose(ended -> AccountQueries.erase(tx, user, "user", clock.instant()));
    }

    private Future<User> find(UserId user) {
        return database.statement(client -> AccountQueries.find(client, user))
                .map(account -> users.of(account.orElseThrow(AccountService::gone)));
    }

    /** A token outlives an erased account by minutes at most; until then it is as good as none. */
    static ProblemException gone() {
        return new ProblemException(new Problem.TokenInvalid());
    }
}
