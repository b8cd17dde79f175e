package io.uniongate.miniprogram;

import io.uniongate.contract.Scope;
import io.uniongate.contract.User;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code PUT /miniprogram/profile}: what somebody typed, or what WeChat signed and encrypted. */
final class ProfileRoutes {
    private final Bus bus;
    private final TokenVerifier verifier;

    ProfileRoutes(Bus bus, TokenVerifier verifier) {
        this.bus = bus;
        this.verifier = verifier;
    }

    void mount(Router router) {
        router.put("/miniprogram/profile")
                .handler(Body.handler())
                .handler(new BearerCheck(verifier))
                .handler(new ScopeCheck(Scope.PROFILE))
                .handler(Answer.json(this::change));
    }

    private Future<User> change(RoutingContext ctx) {
        ProfileBody body = Body.read(ctx, ProfileBody.class);
        VerifiedToken token = VerifiedToken.of(ctx);
        return body.isEncrypted()
                ? bus.ask(new Accounts.ChangeVerifiedProfile(token.subject(), token.session(), body.encrypted()))
                : bus.ask(new Accounts.ChangeProfile(token.subject(), ProfileFields.read(ctx)));
    }

    record ProfileBody(
            @Nullable String nickName,
            @Nullable String avatarUrl,
            @Nullable String rawData,
            @Nullable String signature,
            @Nullable String encryptedData,
            @Nullable String iv) {
        boolean isEncrypted() {
            return Stream.of(rawData, signature, encryptedData, iv).anyMatch(Objects::nonNull);
        }

        EncryptedProfile encrypted() {
            requireAbsent("nickName", nickName);
            requireAbsent("avatarUrl", avatarUrl);
            return new EncryptedProfile(
                    require("rawData", rawData),
                    require("signature", signature),
                    require("encryptedData", encryptedData),
                    require("iv", iv));
        }

        private static String require(String name, @Nullable String value) {
            if (value == null) {
                throw Body.invalid(name + " is required with the other encrypted fields");
            }
            return value;
        }

        private static void requireAbsent(String name, @Nullable String value) {
            if (value != null) {
                throw Body.invalid(name + " cannot be sent together with encryptedData");
            }
        }
    }
}
