package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody's browser on its way through WeChat and back. */
record Browser(AuthCore core, Secret cookie) {
    static final ClientId CLIENT = new ClientId("h5-shop");
    /** Wants the profiles of its people fresh. */
    static final ClientId FRESH_CLIENT = new ClientId("h5-fresh");

    static final String DOMAIN = "auth.example.com";
    static final String REDIRECT_URI = "https://h5.example.com/callback";

    static Browser of(AuthCore core) {
        return new Browser(core, new Secret(UUID.randomUUID().toString()));
    }

    /** The same browser, its next request served by another node. */
    Browser at(AuthCore node) {
        return new Browser(node, cookie);
    }

    static Destination.ToClient toClient(String scope) {
        return toClient(scope, null, null);
    }

    static Destination.ToClient toClient(String scope, @Nullable String nonce, @Nullable String challenge) {
        return new Destination.ToClient(REDIRECT_URI, "client-state", Scope.parse(scope), nonce, challenge, false);
    }

    static Destination.ToPage toPage(String scope) {
        return new Destination.ToPage("https://h5.example.com/orders", Scope.parse(scope));
    }

    Authorization.Begin beginning(Destination destination) {
        return new Authorization.Begin(CLIENT, SERVICE_ACCOUNT, cookie, destination);
    }

    Secret begin(Destination destination) {
        return core.ask(beginning(destination));
    }

    Authorization.Return returning(Secret state, @Nullable Secret code) {
        return new Authorization.Return(state, cookie, code, Device.UNKNOWN, DOMAIN);
    }

    Future<Authorization.Outcome> returns(Secret state, @Nullable Secret code) {
        return core.bus.ask(returning(state, code));
    }

    /** What a return is refused with, before WeChat is asked. */
    Problem refusal(Secret state, Secret code) {
        return core.refusal(returning(state, code));
    }

    /** What a login ended with that the client is told of. */
    static Problem problem(Authorization.Outcome outcome) {
        return ((Authorization.Refused) outcome).problem();
    }

    /** The whole way, as far as the client's code. */
    @CanIgnoreReturnValue
    Secret codeFor(Destination destination, FakeWeChat.Visit visit) {
        Authorization.Outcome outcome =
                returns(begin(destination), core.weChat.code(visit)).await();
        return ((Authorization.CodeIssued) outcome).code();
    }
}
