package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.WeChat;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the messages of {@link WeChat} into calls, and their answers into values. */
final class WeChatService {
    /** The unreserved characters of RFC 3986 §2.3: every code seen is of them, and none needs escaping in a log. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._~-]{1,512}");

    private static final Map<Integer, WeChat.EndReason> ENDS_A_GRANT = Map.of(
            40030, WeChat.EndReason.INVALID, 42002, WeChat.EndReason.EXPIRED, 42007, WeChat.EndReason.PASSWORD_CHANGED);

    private final WeChatApps apps;
    private final WeChatCalls calls;
    private final LoginCalls logins;
    private final Clock clock;

    WeChatService(WeChatApps apps, WeChatCalls calls, LoginCalls logins, Clock clock) {
        this.apps = apps;
        this.calls = calls;
        this.logins = logins;
        this.clock = clock;
    }

    Future<WeChat.MiniProgramLogin> exchangeCode(WeChat.ExchangeCode ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.MINI_PROGRAM);
        Secret code = shaped(ask.code());
        Instant askedAt = clock.instant();
        return logins.ask(app, caller -> caller.codeToSession(code)).map(answer -> miniProgramLogin(answer, askedAt));
    }

    Future<WeChat.WebLogin> exchangeWebCode(WeChat.ExchangeWebCode ask) {
        WeChatApp app = requireWebApp(ask.app());
        Secret code = shaped(ask.code());
        return logins.ask(app, caller -> caller.webToken(code)).map(WeChatService::webLogin);
    }

    Future<WeChat.WebProfile> fetchProfile(WeChat.FetchProfile ask) {
        WeChatApp app = requireWebApp(ask.app());
        return calls.ask(Call.userInfo(app, ask.openId(), ask.accessToken()))
                .map(answer -> webProfile(answer, ask.openId()));
    }

    Future<WeChat.Renewal> refreshGrant(WeChat.RefreshGrant ask) {
        WeChatApp app = requireWebApp(ask.app());
        return logins.answer(app, caller -> caller.refreshGrant(ask.refreshToken()))
                .compose(answer -> renewal(answer, ask.openId()));
    }

    private WeChatApp requireWebApp(AppId id) {
        WeChatApp app = apps.find(id);
        if (app == null || app.kind() == AppKind.MINI_PROGRAM) {
            throw new ProblemException(new Problem.UnknownApp());
        }
        return app;
    }

    /** The one place that judges a code before WeChat does (behaviour.md T08). */
    private static Secret shaped(Secret code) {
        if (!CODE.matcher(code.reveal()).matches()) {
            throw new ProblemException(
                    new Problem.InvalidRequest("code must be 1 to 512 letters, digits, '-', '.', '_' or '~'"));
        }
        return code;
    }

    private static WeChat.MiniProgramLogin miniProgramLogin(Answer.Accepted answer, Instant askedAt) {
        return new WeChat.MiniProgramLogin(
                openId(answer), unionId(answer), new Secret(answer.key("session_key")), askedAt);
    }

    private static WeChat.WebLogin webLogin(Answer.Accepted answer) {
        return new WeChat.WebLogin(openId(answer), unionId(answer), grant(answer), answer.isOne("is_snapshotuser"));
    }

    private static WeChat.WebProfile webProfile(Answer.Accepted answer, OpenId asked) {
        requireOwner(answer, asked);
        return new WeChat.WebProfile(
                unionId(answer), Profile.fromWeChat(answer.text("nickname"), answer.text("headimgurl")));
    }

    private static Future<WeChat.Renewal> renewal(Answer answer, OpenId asked) {
        WeChat.EndReason end = answer instanceof Answer.Refused refused ? ENDS_A_GRANT.get(refused.errcode()) : null;
        return end == null
                ? WeChatCalls.accepted(answer).map(accepted -> renewed(accepted, asked))
                : Future.succeededFuture(new WeChat.Ended(end));
    }

    private static WeChat.Renewed renewed(Answer.Accepted answer, OpenId asked) {
        requireOwner(answer, asked);
        return new WeChat.Renewed(grant(answer));
    }

    /** What belongs to somebody else is worse than nothing. */
    private static void requireOwner(Answer.Accepted answer, OpenId asked) {
        if (!openId(answer).equals(asked)) {
            throw new ProblemException(new Problem.WechatBadAnswer());
        }
    }

    private static WeChat.UserGrant grant(Answer.Accepted answer) {
        String refreshToken = answer.text("refresh_token");
        return new WeChat.UserGrant(
                new Secret(answer.key("access_token")),
                refreshToken == null ? null : new Secret(refreshToken),
                answer.seconds("expires_in"));
    }

    private static OpenId openId(Answer.Accepted answer) {
        return new OpenId(answer.key("openid"));
    }

    private static @Nullable UnionId unionId(Answer.Accepted answer) {
        String unionId = answer.text("unionid");
        return unionId == null ? null : new UnionId(unionId);
    }
}
