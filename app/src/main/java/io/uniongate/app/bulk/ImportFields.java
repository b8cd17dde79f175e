package io.uniongate.app.bulk;

import io.uniongate.app.bulk.ImportRun.Defaults;
import io.uniongate.auth.ImportRow;
import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.registration.WeChatApps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a person of the named values of a line, or says what is wrong with them. */
final class ImportFields {
    /** As they are called in the API; a column may also be written with underscores and in any case. */
    static final Map<String, String> NAMES = Map.of(
            "appid", "appId",
            "openid", "openid",
            "unionid", "unionid",
            "nickname", "nickName",
            "avatarurl", "avatarUrl",
            "phone", "phone",
            "countrycode", "countryCode",
            "createdat", "createdAt",
            "externalid", "externalId");

    private static final Pattern WECHAT_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{11,13}");
    private static final int EXTERNAL_ID_LENGTH = 128;

    private final WeChatApps apps;
    private final Defaults defaults;
    private final Instant now;

    ImportFields(WeChatApps apps, Defaults defaults, Instant now) {
        this.apps = apps;
        this.defaults = defaults;
        this.now = now;
    }

    static Optional<String> name(String column) {
        return Optional.ofNullable(NAMES.get(column.replace("_", "").toLowerCase(Locale.ROOT)));
    }

    ImportRow row(Map<String, String> values) throws BadLine {
        String openId = wechatId(values, "openid");
        if (openId == null) {
            throw new BadLine("openid is missing");
        }
        String unionId = wechatId(values, "unionid");
        return new ImportRow(
                app(values.get("appId")),
                new OpenId(openId),
                unionId == null ? null : new UnionId(unionId),
                Profile.fromWeChat(values.get("nickName"), values.get("avatarUrl")),
                createdAt(values.get("createdAt")),
                externalId(values.get("externalId")),
                phone(values));
    }

    private AppId app(@Nullable String named) throws BadLine {
        AppId id = named == null ? defaults.app() : new AppId(named);
        if (id == null) {
            throw new BadLine("appId is missing");
        }
        if (apps.find(id) == null) {
            throw new BadLine("appId is not configured here");
        }
        return id;
    }

    private static @Nullable String wechatId(Map<String, String> values, String name) throws BadLine {
        String value = values.get(name);
        if (value != null && !WECHAT_ID.matcher(value).matches()) {
            throw new BadLine(name + " is not one of WeChat's");
        }
        return value;
    }

    private @Nullable Instant createdAt(@Nullable String text) throws BadLine {
        if (text == null) {
            return null;
        }
        Instant time = time(text);
        if (time.isAfter(now)) {
            throw new BadLine("createdAt lies in the future");
        }
        return time;
    }

    private static Instant time(String text) throws BadLine {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException notATime) {
            throw new BadLine("createdAt is neither a time with offset (2024-05-01T08:00:00+08:00) nor a Unix time");
        }
    }

    private @Nullable PhoneNumber phone(Map<String, String> values) throws BadLine {
        String text = values.get("phone");
        if (text == null) {
            return null;
        }
        String countryCode = values.get("countryCode");
        return PhoneColumn.number(text, countryCode == null ? defaults.countryCode() : countryCode);
    }

    private static @Nullable String externalId(@Nullable String text) throws BadLine {
        if (text != null && (text.length() > EXTERNAL_ID_LENGTH || text.indexOf('\0') >= 0)) {
            throw new BadLine("externalId is longer than " + EXTERNAL_ID_LENGTH + " characters");
        }
        return text;
    }
}
