package io.uniongate.miniprogram;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.web.Answer;
import io.uniongate.web.Body;
import io.uniongate.web.ClientAddress;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /miniprogram/login} and {@code POST /miniprogram/register}. */
final class SignInRoutes {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern APP_ID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern CODE = Pattern.compile("[!-~]{1,256}");
    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private final Bus bus;
    private final ClientAddress address;
    private final Handler<RoutingContext> limit;

    SignInRoutes(Bus bus, ClientAddress address, Handler<RoutingContext> limit) {
        this.bus = bus;
        this.address = address;
        this.limit = limit;
    }

    void mount(Router router) {
        router.post("/miniprogram/login").handler(limit).handler(Body.handler()).handler(Answer.json(this::login));
        router.post("/miniprogram/register")
                .handler(limit)
                .handler(Body.handler())
                .handler(Answer.json(this::register));
    }

    private Future<SignInAnswer> login(RoutingContext ctx) {
        LoginBody body = Body.read(ctx, LoginBody.class);
        requireShape(body);
        return bus.ask(new SignIn.WithMiniProgramCode(
                        body.appId(), body.code(), idempotencyKey(ctx), address.device(ctx)))
                .map(SignInAnswer::of);
    }

    private Future<SignInAnswer> register(RoutingContext ctx) {
        RegisterBody body = Body.read(ctx, RegisterBody.class);
        return bus.ask(new SignIn.WithProfile(body.session(), body.profile(), address.device(ctx)))
                .map(SignInAnswer::of);
    }

    /** What cannot be an appId or a code of wx.login is refused before anybody is asked. */
    private static void requireShape(LoginBody body) {
        if (!APP_ID.matcher(body.appId().value()).matches()) {
            throw Body.invalid("appId is not of the documented form");
        }
        if (!CODE.matcher(body.code().reveal()).matches()) {
            throw Body.invalid("code is not of the documented form");
        }
    }

    private static @Nullable Secret idempotencyKey(RoutingContext ctx) {
        List<String> sent = ctx.request().headers().getAll(IDEMPOTENCY_KEY);
        if (sent.isEmpty()) {
            return null;
        }
        if (sent.size() > 1 || !KEY.matcher(sent.get(0)).matches()) {
            throw Body.invalid(IDEMPOTENCY_KEY + " must be 1 to 255 printable ASCII characters");
        }
        return new Secret(sent.get(0));
    }

    record LoginBody(AppId appId, Secret code) {}

    record RegisterBody(Secret session, String rawData, String signature, String encryptedData, String iv) {
        SignIn.EncryptedProfile profile() {
            return new SignIn.EncryptedProfile(rawData, signature, encryptedData, iv);
        }
    }
}
