package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Request;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What WeChat itself is asked; answered by wechat-client (protocol.md §1). */
public sealed interface WeChat<R> extends Request<R> {
    /** code2Session (protocol.md §1.1). */
    record ExchangeCode(AppId app, Secret code) implements WeChat<MiniProgramLogin> {}

    /** {@code sns/oauth2/access_token} (protocol.md §1.5), for official accounts and website apps alike. */
    record ExchangeWebCode(AppId app, Secret code) implements WeChat<WebLogin> {}

    /** {@code sns/userinfo} (protocol.md §1.5); fails with {@code INSUFFICIENT_SCOPE} on 48001. */
    record FetchProfile(AppId app, OpenId openId, Secret accessToken) implements WeChat<WebProfile> {}

    /**
     * Who a mini-program code belongs to; {@code askedAt} is when WeChat was asked, so that of two session keys
     * the later one can be told (behaviour.md T19).
     */
    record MiniProgramLogin(OpenId openId, @Nullable UnionId unionId, Secret sessionKey, Instant askedAt) {}

    /** Who a page's code belongs to; a snapshot user is a virtual account that must never be stored. */
    record WebLogin(OpenId openId, @Nullable UnionId unionId, Secret accessToken, boolean snapshot) {}

    record WebProfile(@Nullable UnionId unionId, Profile profile) {}
}
