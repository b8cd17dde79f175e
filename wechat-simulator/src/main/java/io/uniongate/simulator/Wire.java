package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** An answer as bytes (protocol.md §1.0): errcode at HTTP 200, a rid in errmsg, and {@code text/plain} from sns/*. */
record Wire(int status, String contentType, Buffer body, int errcode) {
    private static final byte[] DIRT = {0x14, 0x07, (byte) 0xED, (byte) 0xA0, (byte) 0xBD};
    private static final String NICKNAME = "\"nickname\":\"";

    static Wire of(Api api, Answer answer, String rid) {
        if (answer instanceof Answer.Picture picture) {
            return new Wire(picture.status(), picture.contentType(), picture.body(), 0);
        }
        JsonObject fields = answer instanceof Answer.Ok ok ? ok.fields() : refusal((Answer.Refused) answer, rid);
        return new Wire(200, contentType(api), fields.toBuffer(), answer.errcode());
    }

    static Wire refused(Api api, Effect.Fails effect, String rid) {
        JsonObject fields = refusal(new Answer.Refused(effect.errcode(), WeChatError.messageOf(effect.errcode())), rid);
        if (effect.form() == Effect.ErrcodeForm.STRING) {
            fields.put("errcode", Integer.toString(effect.errcode()));
        }
        return new Wire(200, contentType(api), fields.toBuffer(), effect.errcode());
    }

    static Wire answered(Effect.Answers effect) {
        return new Wire(effect.status(), effect.contentType(), Buffer.buffer(effect.body()), 0);
    }

    Wire truncated() {
        return withBody(body.getBuffer(0, body.length() / 2));
    }

    Wire dirtied() {
        String text = body.toString(UTF_8);
        int nickname = text.indexOf(NICKNAME);
        String before = nickname < 0
                ? text.substring(0, text.length() - 1) + ",\"dirt\":\""
                : text.substring(0, nickname + NICKNAME.length());
        String after = nickname < 0 ? "\"}" : text.substring(nickname + NICKNAME.length());
        return withBody(Buffer.buffer(before).appendBytes(DIRT).appendString(after));
    }

    Wire merged(JsonObject changes) {
        JsonObject fields = body.toJsonObject();
        for (Map.Entry<String, Object> change : changes) {
            if (change.getValue() == null) {
                fields.remove(change.getKey());
            } else {
                fields.put(change.getKey(), change.getValue());
            }
        }
        return withBody(fields.toBuffer());
    }

    private Wire withBody(Buffer newBody) {
        return new Wire(status, contentType, newBody, errcode);
    }

    private static JsonObject refusal(Answer.Refused refused, String rid) {
        return new JsonObject().put("errcode", refused.errcode()).put("errmsg", refused.message() + ", rid: " + rid);
    }

    private static String contentType(Api api) {
        return api.path().startsWith("/sns/") ? "text/plain" : "application/json; encoding=utf-8";
    }
}
