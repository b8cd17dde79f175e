package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat is asked in an app's own name, with the access_token that the whole cluster shares (protocol.md §1.2);
 * {@code APP_SECRET_MISSING} where the app has no secret to get one with.
 */
public sealed interface Platform<R> extends Request<R> {
    /** {@code wxa/checksession} (protocol.md §1.8): whether WeChat still holds this session_key for the person. */
    record CheckSession(AppId app, OpenId openId, Secret sessionKey) implements Platform<Boolean> {}

    /** {@code wxa/resetusersessionkey} (protocol.md §1.8): ends the session_key and gives another. */
    record ResetSession(AppId app, OpenId openId, Secret sessionKey) implements Platform<ResetKey> {}

    /**
     * {@code wxa/business/getuserphonenumber} (protocol.md §1.7), bound to the openid so that nobody's code can be
     * spent by somebody else; fails with {@code PHONE_CODE_INVALID}.
     */
    record FetchPhone(AppId app, OpenId openId, Secret code) implements Platform<PhoneNumber> {}

    /** {@code cgi-bin/user/info} (protocol.md §1.6); who does not follow is an answer, not a failure. */
    record FetchFollower(AppId app, OpenId openId) implements Platform<Follower> {}

    /** {@code cgi-bin/user/info/batchget} (protocol.md §1.6), for at most 100 who follow. */
    record FetchFollowers(AppId app, List<OpenId> openIds) implements Platform<Followers> {
        public FetchFollowers {
            openIds = List.copyOf(openIds);
        }
    }

    /** {@code cgi-bin/user/get}: the next page of those who follow, from the start without {@code after}. */
    record ListFollowers(AppId app, @Nullable OpenId after) implements Platform<FollowerPage> {}

    /** {@code cgi-bin/qrcode/create} with a scene of 1 to 64 characters (protocol.md §1.11), for at most 30 days. */
    record CreateQrCode(AppId app, String scene, Duration life) implements Platform<QrCode> {}

    /** The parameters of {@code wx.config} for a page of this URL (protocol.md §1.9); which pages may ask is the caller's. */
    record SignPage(AppId app, String url) implements Platform<PageSignature> {}

    /**
     * {@code cgi-bin/changeopenid} (protocol.md §1.6): what at most 100 openids of the account before a migration are
     * called in {@code app}; {@code from} is that account's appId or original id.
     */
    record ChangeOpenIds(AppId app, String from, List<OpenId> openIds) implements Platform<ChangedOpenIds> {
        public ChangeOpenIds {
            openIds = List.copyOf(openIds);
        }
    }

    /** Puts one check of an app's registration to WeChat, so that a person can be told what is wrong. */
    record Probe(AppId app, Check check) implements Platform<Finding> {}

    /** Checks that need no user. */
    enum Check {
        /** Whether WeChat gives one, for the appId, the secret and the address. */
        ACCESS_TOKEN,
        /** Whether WeChat still gives the one fetched before, or another system forced another out of it (protocol.md §1.2). */
        TOKEN_OWNERSHIP,
        /** Whether an official account may list who follows it, which one that is not certified may not. */
        FOLLOWERS,
        /** Whether a mini program may read phone numbers; asked for with a code that is none. */
        PHONE_NUMBERS,
        /** With a code that is none. */
        CODE_EXCHANGE
    }

    record ResetKey(Secret sessionKey, Instant askedAt) {}

    /** {@code unionId} is there iff the person follows and the account is bound to an Open Platform account. */
    record Follower(
            OpenId openId, boolean follows, @Nullable UnionId unionId) {}

    record Followers(List<Follower> all) {
        public Followers {
            all = List.copyOf(all);
        }
    }

    /** {@code next} is where to go on; without it this was the last page. */
    record FollowerPage(List<OpenId> openIds, @Nullable OpenId next) {
        public FollowerPage {
            openIds = List.copyOf(openIds);
        }
    }

    record QrCode(Secret ticket, URI image, Duration expiresIn) {}

    /** As {@code wx.config} wants it. */
    record PageSignature(AppId appId, long timestamp, String nonceStr, String signature) {}

    /** {@code to} is missing where WeChat named no new openid; {@code reason} is then its own words. */
    record ChangedOpenId(
            OpenId from, @Nullable OpenId to, @Nullable String reason) {}

    record ChangedOpenIds(List<ChangedOpenId> all) {
        public ChangedOpenIds {
            all = List.copyOf(all);
        }
    }

    /**
     * What WeChat said; {@code address} is the caller's as WeChat saw it, where it complains of that (40164).
     * {@code expiresIn} is what remains of a token, the earlier one where two were compared, and {@code age} how long
     * ago the cluster fetched that, if it did, or noticed what it has got over.
     */
    record Finding(
            Outcome outcome,
            int errcode,
            @Nullable String rid,
            @Nullable String address,
            @Nullable Duration expiresIn,
            @Nullable Duration age) {}

    enum Outcome {
        GRANTED,
        /** Another system put a token in the place of one that was good for longer. */
        REPLACED,
        /** The nodes noticed that lately, and have fetched the next one since. */
        REPLACED_BEFORE,
        REFUSED,
        SILENT,
        UNREADABLE
    }
}
