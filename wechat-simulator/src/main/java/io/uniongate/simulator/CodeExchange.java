package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The two calls that turn a code into a person: code2Session (protocol.md §1.1) and {@code sns/oauth2/access_token} (§1.5). */
final class CodeExchange {
    static final int SESSIONS_PER_USER_AND_MINUTE = 100;
    static final int EXCHANGES_PER_MINUTE = 50_000;

    private final World world;
    private final Credentials credentials;

    CodeExchange(World world) {
        this.world = world;
        this.credentials = new Credentials(world);
    }

    Answer session(Call call) {
        String appId = call.text("appid");
        return refuse(call, "js_code").orElseGet(() -> {
            Optional<Code> code = find(call.text("js_code"), appId, Code.Origin.MiniProgram.class);
            return code.map(this::openSession).orElseGet(() -> Answer.refused(WeChatError.INVALID_CODE));
        });
    }

    Answer grant(Call call) {
        String appId = call.text("appid");
        Optional<Answer> refusal = refuse(call, "code");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (world.quotas.exceeds("exchange " + appId, EXCHANGES_PER_MINUTE, Quotas.MINUTE, world.now())) {
            return Answer.refused(WeChatError.MINUTE_QUOTA);
        }
        Optional<Code> code = find(call.text("code"), appId, Code.Origin.Page.class);
        return code.map(this::openGrant).orElseGet(() -> Answer.refused(WeChatError.INVALID_CODE));
    }

    private Optional<Answer> refuse(Call call, String codeName) {
        String appId = call.text("appid");
        return credentials
                .refuseApp(appId, call.text("grant_type"), "authorization_code")
                .or(() -> credentials.refuseCaller(call))
                .or(() -> call.lacks(codeName)
                        ? Optional.of(Answer.refused(WeChatError.CODE_MISSING))
                        : Optional.empty());
    }

    /** A code of another app or of another kind of page is as unknown as an invented one (40029). */
    private Optional<Code> find(String value, String appId, Class<? extends Code.Origin> origin) {
        return Optional.ofNullable(world.codes.get(value))
                .filter(code -> code.appId().equals(appId))
                .filter(code -> origin.isInstance(code.origin()));
    }

    private Answer openSession(Code code) {
        User user = world.requireUser(code.user());
        String subject = "session " + code.appId() + ' ' + user.name();
        if (world.quotas.exceeds(subject, SESSIONS_PER_USER_AND_MINUTE, Quotas.MINUTE, world.now())) {
            return Answer.refused(WeChatError.MINUTE_QUOTA);
        }
        Optional<Answer> refusal = consume(code);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return user.is(Trait.RISKY) ? Answer.refused(WeChatError.USER_RISKY) : session(code, user);
    }

    private Answer session(Code code, User user) {
        Code.Origin.MiniProgram login = (Code.Origin.MiniProgram) code.origin();
        Grant.Identity identity = world.identity(world.requireApp(code.appId()), user, Account.REAL);
        JsonObject fields =
                new JsonObject().put("session_key", login.sessionKey()).put("openid", identity.openId());
        return Answer.ok(identity.unionId() == null ? fields : fields.put("unionid", identity.unionId()));
    }

    private Answer openGrant(Code code) {
        return consume(code).orElseGet(() -> {
            Grant grant = grant(code, ((Code.Origin.Page) code.origin()).scope());
            world.grants.put(grant);
            return Answer.ok(describe(grant));
        });
    }

    private Grant grant(Code code, String scope) {
        User user = world.requireUser(code.user());
        return new Grant(
                code.appId(),
                user.name(),
                code.account(),
                world.identity(world.requireApp(code.appId()), user, code.account()),
                scope,
                world.identifiers.token(),
                world.now().plus(Grant.ACCESS_LIFETIME),
                world.identifiers.token(),
                world.now().plus(Grant.REFRESH_LIFETIME),
                Grant.State.ACTIVE);
    }

    /** unionid comes only with a scope that covers the profile (since 2017-12-31, protocol.md §2). */
    private static JsonObject describe(Grant grant) {
        JsonObject fields = OAuthTokens.describe(grant);
        if (grant.account() == Account.SNAPSHOT) {
            fields.put("is_snapshotuser", 1);
        }
        if (grant.coversProfile() && grant.identity().unionId() != null) {
            fields.put("unionid", grant.identity().unionId());
        }
        return fields;
    }

    private Optional<Answer> consume(Code code) {
        if (code.state() == Code.State.USED) {
            return Optional.of(Answer.refused(WeChatError.CODE_USED));
        }
        if (code.isExpired(world.now())) {
            return Optional.of(Answer.refused(WeChatError.INVALID_CODE));
        }
        world.codes.put(code.value(), code.used());
        return Optional.empty();
    }
}
