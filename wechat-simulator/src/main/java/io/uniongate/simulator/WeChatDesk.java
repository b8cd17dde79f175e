package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Sends each call to who decides about it. */
final class WeChatDesk {
    private final World world;
    private final CodeExchange codes;
    private final OAuthTokens oauth;
    private final TokenEndpoints tokens;
    private final AppDoor door;
    private final SessionEndpoints sessions;
    private final PhoneEndpoint phones;
    private final FollowerEndpoints followers;
    private final Tickets tickets;
    private final QrCodes qrCodes;
    private final ComponentEndpoint components;

    WeChatDesk(World world) {
        this.world = world;
        this.codes = new CodeExchange(world);
        this.oauth = new OAuthTokens(world);
        this.tokens = new TokenEndpoints(world);
        this.door = new AppDoor(world);
        this.sessions = new SessionEndpoints(world);
        this.phones = new PhoneEndpoint(world);
        this.followers = new FollowerEndpoints(world);
        this.tickets = new Tickets(world);
        this.qrCodes = new QrCodes(world);
        this.components = new ComponentEndpoint(world);
    }

    Answer decide(Call call) {
        return switch (call.api()) {
            case CODE2SESSION, COMPONENT_SESSION -> codes.session(call);
            case ACCESS_TOKEN, COMPONENT_ACCESS_TOKEN -> codes.grant(call);
            case REFRESH_TOKEN, COMPONENT_REFRESH_TOKEN -> oauth.refresh(call);
            case AUTH -> oauth.check(call);
            case USER_INFO -> oauth.userInfo(call);
            case TOKEN -> tokens.token(call);
            case STABLE_TOKEN -> tokens.stableToken(call);
            case API_DOMAIN_IP -> door.pass(call, AppDoor.ALL, tokens::apiDomainIp);
            case CHECK_SESSION -> door.pass(call, AppDoor.MINI_PROGRAMS, sessions::check);
            case RESET_SESSION -> door.pass(call, AppDoor.MINI_PROGRAMS, sessions::reset);
            case PHONE_NUMBER -> posted(call, AppDoor.MINI_PROGRAMS, phones::number);
            case FOLLOWER -> door.pass(call, AppDoor.ACCOUNTS, followers::info);
            case FOLLOWERS -> posted(call, AppDoor.ACCOUNTS, followers::batch);
            case FOLLOWER_LIST -> door.pass(call, AppDoor.ACCOUNTS, followers::list);
            case TICKET -> door.pass(call, AppDoor.ACCOUNTS, tickets::ticket);
            case QR_CREATE -> posted(call, AppDoor.SERVICE_ACCOUNTS, qrCodes::create);
            case QR_IMAGE -> qrCodes.show(call);
            case COMPONENT_TOKEN -> call.posted(components::token);
            case CHANGE_OPENID -> posted(call, AppDoor.ACCOUNTS, followers::changeOpenIds);
            case AUTHORIZE, QR_CONNECT -> throw new IllegalArgumentException(call.api() + " is answered with a page");
        };
    }

    private Answer posted(Call call, Set<AppKind> kinds, BiFunction<App, JsonObject, Answer> step) {
        return door.pass(call, kinds, (app, passed) -> passed.posted(body -> step.apply(app, body)));
    }

    Fault strike(Call call) {
        String app = appOf(call);
        String user = grantOf(call).map(Grant::user).orElseGet(() -> userOf(call, app));
        return world.faults.strike(call.api(), app, user).orElseGet(() -> Fault.on(call.api(), 1));
    }

    /** Whose call it is: what its tokens say, else what it says itself. */
    String appOf(Call call) {
        return grantOf(call)
                .map(Grant::appId)
                .or(() -> world.globalTokens.find(call.text("access_token")).map(GlobalTokens.Token::appId))
                .orElseGet(() -> call.lacks("appid") ? call.text("component_appid") : call.text("appid"));
    }

    private Optional<Grant> grantOf(Call call) {
        return world.grants
                .withAccessToken(call.text("access_token"))
                .or(() -> world.grants.withRefreshToken(call.text("refresh_token")));
    }

    private String userOf(Call call, String appId) {
        Code code = world.codes.get(call.lacks("js_code") ? call.text("code") : call.text("js_code"));
        if (code != null || call.lacks("openid")) {
            return code == null ? "" : code.user();
        }
        return world.app(appId)
                .flatMap(app -> world.owner(app, call.text("openid")))
                .map(User::name)
                .orElse("");
    }
}
