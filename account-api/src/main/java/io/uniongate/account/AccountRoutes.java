package io.uniongate.account;

import io.uniongate.contract.Scope;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.Answer;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.Body;
import io.uniongate.web.ProfileFields;
import io.uniongate.web.ScopeCheck;
import io.uniongate.web.TokenVerifier;
import io.uniongate.web.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /users/me} and the apps that are linked to it. */
final class AccountRoutes {
    private final Bus bus;
    private final BearerCheck bearer;

    AccountRoutes(Bus bus, TokenVerifier verifier) {
        this.bus = bus;
        bearer = new BearerCheck(verifier);
    }

    void mount(Router router) {
        router.get("/users/me").handler(bearer).handler(Answer.json(this::find));
        router.patch("/users/me")
                .handler(Body.handler())
                .handler(bearer)
                .handler(new ScopeCheck(Scope.PROFILE))
                .handler(Answer.json(this::change));
        router.delete("/users/me").handler(bearer).handler(Answer.empty(this::erase));
        router.get("/users/me/identities").handler(bearer).handler(Answer.json(this::identities));
    }

    private Future<User> find(RoutingContext ctx) {
        VerifiedToken token = VerifiedToken.of(ctx);
        return bus.ask(new Accounts.Find(token.subject(), new Accounts.Reader(token.client(), token.session())))
                .map(user -> token.scope().has(Scope.PROFILE) ? user : nameless(user));
    }

    /** What {@code openid} alone tells: who it is, but nothing about the person (OIDC Core §5.4). */
    private static User nameless(User user) {
        return new User(user.id(), null, null, null, user.createdAt(), user.unified());
    }

    private Future<User> change(RoutingContext ctx) {
        return bus.ask(new Accounts.ChangeProfile(VerifiedToken.of(ctx).subject(), ProfileFields.read(ctx)));
    }

    private Future<Void> erase(RoutingContext ctx) {
        return bus.ask(new Accounts.Erase(VerifiedToken.of(ctx).subject()));
    }

    private Future<IdentityList> identities(RoutingContext ctx) {
        return bus.ask(new Accounts.Identities(VerifiedToken.of(ctx).subject())).map(IdentityList::new);
    }

    record IdentityList(List<Accounts.Identity> identities) {}
}
