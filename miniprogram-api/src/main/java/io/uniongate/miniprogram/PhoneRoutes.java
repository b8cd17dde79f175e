package io.uniongate.miniprogram;

import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.uniongate.contract.bus.Bus;
import io.uniongate.web.Answer;
import io.uniongate.web.BearerCheck;
import io.uniongate.web.Body;
import io.uniongate.web.ScopeCheck;
import io.uniongate.web.TokenVerifier;
import io.uniongate.web.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /miniprogram/phone}: the code of {@code getPhoneNumber}, or what older clients get, encrypted. */
final class PhoneRoutes {
    private static final Pattern CODE = Pattern.compile("[!-~]{1,256}");

    private final Bus bus;
    private final TokenVerifier verifier;
    private final Handler<RoutingContext> limit;

    PhoneRoutes(Bus bus, TokenVerifier verifier, Handler<RoutingContext> limit) {
        this.bus = bus;
        this.verifier = verifier;
        this.limit = limit;
    }

    /** Limited like a login, since every code that is tried costs the operator a call that WeChat bills. */
    void mount(Router router) {
        router.post("/miniprogram/phone")
                .handler(limit)
                .handler(Body.handler())
                .handler(new BearerCheck(verifier))
                .handler(new ScopeCheck(Scope.PROFILE))
                .handler(Answer.json(this::verify));
    }

    private Future<User> verify(RoutingContext ctx) {
        PhoneBody body = Body.read(ctx, PhoneBody.class);
        VerifiedToken token = VerifiedToken.of(ctx);
        Secret code = body.code();
        return code == null
                ? bus.ask(new Accounts.VerifyEncryptedPhone(token.subject(), token.session(), body.encrypted()))
                : bus.ask(new Accounts.VerifyPhone(token.subject(), token.session(), body.onlyCode(code)));
    }

    record PhoneBody(
            @Nullable Secret code,
            @Nullable String encryptedData,
            @Nullable String iv) {
        Secret onlyCode(Secret sent) {
            if (encryptedData != null || iv != null) {
                throw Body.invalid("code cannot be sent together with encryptedData");
            }
            if (!CODE.matcher(sent.reveal()).matches()) {
                throw Body.invalid("code is not of the documented form");
            }
            return sent;
        }

        EncryptedPhone encrypted() {
            if (encryptedData == null) {
                throw Body.invalid(iv == null ? "code is required" : "encryptedData is required with iv");
            }
            if (iv == null) {
                throw Body.invalid("iv is required with encryptedData");
            }
            return new EncryptedPhone(encryptedData, iv);
        }

        @Override
        public String toString() {
            return "PhoneBody[…]";
        }
    }
}
