package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Makes QR codes that lead to an official account with a scene of ours (protocol.md §1.11). */
final class QrCodeService {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final WeChatApps apps;
    private final PlatformCalls calls;
    private final URI imageUrl;

    QrCodeService(WeChatApps apps, PlatformCalls calls, URI mpUrl) {
        this.apps = apps;
        this.calls = calls;
        this.imageUrl = URI.create(mpUrl.toString().replaceAll("/+$", "") + "/cgi-bin/showqrcode");
    }

    Future<Platform.QrCode> create(Platform.CreateQrCode ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        JsonObject scene = new JsonObject().put("scene_str", ask.scene());
        JsonObject body = new JsonObject()
                .put(
                        "expire_seconds",
                        Collections.min(List.of(ask.life(), LONGEST)).toSeconds())
                .put("action_name", "QR_STR_SCENE")
                .put("action_info", new JsonObject().put("scene", scene));
        return calls.ask(app, token -> Call.withToken(Api.QR_CODE, app, token, body))
                .map(answer -> qrCode(answer, ask.life()));
    }

    private Platform.QrCode qrCode(Answer.Accepted answer, Duration wanted) {
        String ticket = answer.key("ticket");
        URI image = URI.create(imageUrl + "?ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
        long told = answer.number("expire_seconds");
        return new Platform.QrCode(new Secret(ticket), image, told > 0 ? Duration.ofSeconds(told) : wanted);
    }
}
