package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.account.Accounts.EncryptedPhone;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What the button of older base libraries gives: a phone number under the session_key (protocol.md §1.7). */
final class PhoneData {
    private static final String IV = "AAAAAAAAAAAAAAAAAAAAAA==";

    private PhoneData() {}

    /** A Chinese number under {@link FakeWeChat#SESSION_KEY}. */
    static EncryptedPhone of(AppId app, String number, Instant producedAt) {
        return sends(FakeWeChat.SESSION_KEY, plain(app, number, producedAt).encode());
    }

    static JsonObject plain(AppId app, String number, Instant producedAt) {
        return JsonObject.of(
                "phoneNumber",
                number,
                "purePhoneNumber",
                number,
                "countryCode",
                "86",
                "watermark",
                JsonObject.of("timestamp", producedAt.getEpochSecond(), "appid", app.value()));
    }

    static EncryptedPhone sends(Secret sessionKey, String plain) {
        return new EncryptedPhone(Phone.encrypt(sessionKey, plain), IV);
    }
}
