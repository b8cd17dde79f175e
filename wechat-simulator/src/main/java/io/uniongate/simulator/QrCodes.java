package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.time.Duration;

/** Makes, shows and finds the QR codes of service accounts (生成带参数的二维码). */
final class QrCodes {
    private static final int DEFAULT_SECONDS = 60;
    private static final int MOST_SECONDS = 2_592_000;
    private static final int LONGEST_SCENE = 64;
    private static final String LINK = "http://weixin.qq.com/q/";

    private final World world;

    QrCodes(World world) {
        this.world = world;
    }

    Answer create(App app, JsonObject body) {
        if (!body.getString("action_name", "").equals("QR_STR_SCENE")) {
            return Answer.refused(WeChatError.INVALID_ACTION_NAME);
        }
        JsonObject scene = body.getJsonObject("action_info", new JsonObject()).getJsonObject("scene", new JsonObject());
        String text = scene.getString("scene_str", "");
        int seconds = body.getInteger("expire_seconds", DEFAULT_SECONDS);
        if (text.isEmpty() || text.length() > LONGEST_SCENE || seconds <= 0 || seconds > MOST_SECONDS) {
            return Answer.refused(WeChatError.INVALID_ACTION_INFO);
        }
        QrCode code = new QrCode(
                "gQ" + world.identifiers.token(),
                LINK + world.identifiers.ticket(),
                app.appId(),
                text,
                world.now().plus(Duration.ofSeconds(seconds)));
        world.qrCodes.put(code.ticket(), code);
        return Answer.ok(new JsonObject()
                .put("ticket", code.ticket())
                .put("expire_seconds", seconds)
                .put("url", code.url()));
    }

    /** No JSON and no errcode here: an image, or a 404. */
    Answer show(Call call) {
        QrCode code = world.qrCodes.get(call.text("ticket"));
        return code == null || code.isExpired(world.now())
                ? new Answer.Picture(404, "text/html", Buffer.buffer())
                : new Answer.Picture(200, "image/svg+xml", Buffer.buffer(QrPicture.svg(code.url())));
    }

    /** By its ticket, by the URL in it, or by the URL of its image. */
    QrCode scanned(String text) {
        int ticket = text.indexOf("ticket=");
        String wanted = ticket < 0 ? text : URLDecoder.decode(text.substring(ticket + "ticket=".length()), UTF_8);
        return world.qrCodes.values().stream()
                .filter(code -> code.ticket().equals(wanted) || code.url().equals(wanted))
                .filter(code -> !code.isExpired(world.now()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no QR code that is still valid says " + text));
    }
}
