package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** What a push says, in XML with CDATA or in JSON. */
record PushMessage(String event, String openId, JsonObject fields) {
    /** What a third-party platform is told every ten minutes (推送票据). */
    static PushMessage ticket(String component, Instant now, String ticket) {
        JsonObject fields = new JsonObject()
                .put("AppId", component)
                .put("CreateTime", now.getEpochSecond())
                .put("InfoType", "component_verify_ticket")
                .put("ComponentVerifyTicket", ticket);
        return new PushMessage("component_verify_ticket", "", fields);
    }

    String written(PushSettings.Format format) {
        return format == PushSettings.Format.JSON ? fields.encode() : xml(fields);
    }

    /** Around what is encrypted; the receiver stays readable. */
    static String envelope(PushSettings.Format format, Addressee addressee, String encrypted) {
        JsonObject envelope =
                new JsonObject().put(addressee.nameField(), addressee.name()).put("Encrypt", encrypted);
        return format == PushSettings.Format.JSON ? envelope.encode() : xml(envelope);
    }

    private static String xml(JsonObject fields) {
        StringBuilder xml = new StringBuilder("<xml>");
        for (Map.Entry<String, Object> field : fields) {
            String name = field.getKey().strip();
            xml.append('<').append(name).append('>');
            xml.append(field.getValue() instanceof Number number ? number.toString() : quoted(field.getValue()));
            xml.append("</").append(name).append('>');
        }
        return xml.append("</xml>").toString();
    }

    private static String quoted(Object value) {
        return "<![CDATA[" + String.valueOf(value).replace("]]>", "]]]]><![CDATA[>") + "]]>";
    }
}
