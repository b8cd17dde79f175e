package io.uniongate.wechat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Asks about a mini program's people: their session_key and their phone number (protocol.md §1.7, §1.8). */
final class SessionKeyService {
    private final WeChatApps apps;
    private final PlatformCalls calls;
    private final Clock clock;

    SessionKeyService(WeChatApps apps, PlatformCalls calls, Clock clock) {
        this.apps = apps;
        this.calls = calls;
        this.clock = clock;
    }

    Future<Boolean> check(Platform.CheckSession ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.MINI_PROGRAM);
        Map<String, String> proof = proof(ask.openId(), ask.sessionKey());
        return calls.answer(app, token -> Call.withToken(Api.CHECK_SESSION, app, token, proof))
                .compose(SessionKeyService::isHeld);
    }

    Future<Platform.ResetKey> reset(Platform.ResetSession ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.MINI_PROGRAM);
        Map<String, String> proof = proof(ask.openId(), ask.sessionKey());
        Instant askedAt = clock.instant();
        return calls.ask(app, token -> Call.withToken(Api.RESET_SESSION, app, token, proof))
                .map(answer -> new Platform.ResetKey(new Secret(answer.key("session_key")), askedAt));
    }

    /** With the openid, so that WeChat refuses a code of anybody else's tap. */
    Future<PhoneNumber> phone(Platform.FetchPhone ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.MINI_PROGRAM);
        JsonObject body = new JsonObject()
                .put("code", ask.code().reveal())
                .put("openid", ask.openId().value());
        return calls.ask(app, token -> Call.withToken(Api.PHONE_NUMBER, app, token, body))
                .map(answer -> phone(answer.part("phone_info"), app));
    }

    private static Map<String, String> proof(OpenId openId, Secret sessionKey) {
        return Map.of(
                "openid", openId.value(),
                "signature", Signatures.ofSession(sessionKey),
                "sig_method", "hmac_sha256");
    }

    private static Future<Boolean> isHeld(Answer answer) {
        boolean ended =
                answer instanceof Answer.Refused refused && refused.meaning().equals(Refusal.SESSION_ENDED);
        return ended
                ? Future.succeededFuture(false)
                : WeChatCalls.accepted(answer).map(held -> true);
    }

    private static PhoneNumber phone(Answer.Accepted info, WeChatApp app) {
        String number = "+" + info.key("countryCode") + info.key("purePhoneNumber");
        if (!PhoneNumber.isWellFormed(number)) {
            throw new ProblemException(new Problem.WechatBadAnswer());
        }
        if (!info.part("watermark").key("appid").equals(app.id().value())) {
            throw new ProblemException(new Problem.DataRejected());
        }
        return new PhoneNumber(number);
    }
}
