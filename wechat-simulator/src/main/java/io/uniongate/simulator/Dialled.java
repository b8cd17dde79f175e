package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** A phone number as WeChat writes it (protocol.md §1.7): the country code leads only if it is a foreign one. */
record Dialled(String countryCode, String pure) {
    private static final String CHINA = "86";

    /** {@code 13800138000}, {@code +8613800138000} or {@code +852 91234567}. */
    static Dialled of(String phone) {
        if (!phone.startsWith("+")) {
            return new Dialled(CHINA, phone);
        }
        int space = phone.indexOf(' ');
        if (space > 0) {
            return new Dialled(phone.substring(1, space), phone.substring(space + 1));
        }
        if (phone.startsWith("+" + CHINA)) {
            return new Dialled(CHINA, phone.substring(1 + CHINA.length()));
        }
        throw new IllegalArgumentException("a foreign number needs a space after its country code");
    }

    JsonObject describe(App app, Instant now, Set<Quirk> quirks) {
        boolean number = quirks.contains(Quirk.COUNTRY_CODE_AS_NUMBER);
        return new JsonObject()
                .put("phoneNumber", countryCode.equals(CHINA) ? pure : "+" + countryCode + pure)
                .put("purePhoneNumber", pure)
                .put("countryCode", number ? Integer.valueOf(countryCode) : countryCode)
                .put("watermark", watermark(app, now));
    }

    static JsonObject watermark(App app, Instant now) {
        return new JsonObject().put("timestamp", now.getEpochSecond()).put("appid", app.appId());
    }
}
