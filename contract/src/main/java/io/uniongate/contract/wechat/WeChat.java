package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What WeChat itself is asked; answered by wechat-client (protocol.md §1). */
public sealed interface WeChat<R> extends Request<R> {
    /** code2Session (protocol.md §1.1). */
    record ExchangeCode(AppId app, Secret code) implements WeChat<MiniProgramLogin> {}

    /** {@code sns/oauth2/access_token} (protocol.md §1.5), for official accounts and website apps alike. */
    record ExchangeWebCode(AppId app, Secret code) implements WeChat<WebLogin> {}

    /**
     * {@code sns/userinfo} (protocol.md §1.5); fails with {@code INSUFFICIENT_SCOPE} on 48001, with
     * {@code CODE_INVALID} when the access token is no longer good.
     */
    record FetchProfile(AppId app, OpenId openId, Secret accessToken) implements WeChat<WebProfile> {}

    /** {@code sns/oauth2/refresh_token} (protocol.md §1.5); that WeChat ended the grant is an answer, not a failure. */
    record RefreshGrant(AppId app, OpenId openId, Secret refreshToken) implements WeChat<Renewal> {}

    /**
     * Who a mini-program code belongs to; {@code askedAt} is when WeChat was asked, so that of two session keys
     * the later one can be told (behaviour.md T19).
     */
    record MiniProgramLogin(OpenId openId, @Nullable UnionId unionId, Secret sessionKey, Instant askedAt) {}

    /** Who a page's code belongs to; a snapshot user is a virtual account that must never be stored. */
    record WebLogin(OpenId openId, @Nullable UnionId unionId, UserGrant grant, boolean snapshot) {}

    /** What one person allowed one app, for as long as WeChat says; never the app's own access_token (protocol.md §1.0). */
    record UserGrant(Secret accessToken, @Nullable Secret refreshToken, Duration expiresIn) {}

    record WebProfile(@Nullable UnionId unionId, Profile profile) {}

    /** What became of a grant. */
    sealed interface Renewal {}

    record Renewed(UserGrant grant) implements Renewal {}

    /** Over for good: only the person, at WeChat's page, can give another. */
    record Ended(EndReason reason) implements Renewal {}

    /** Why a grant ended: 40030, 42002 and 42007 (protocol.md §1.12). */
    enum EndReason {
        INVALID,
        EXPIRED,
        PASSWORD_CHANGED;

        /** As events spell it: {@code password-changed}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
