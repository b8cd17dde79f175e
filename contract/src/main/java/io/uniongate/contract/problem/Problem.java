package io.uniongate.contract.problem;

import java.util.Locale;

/**
 * Every way a request can be refused, grouped by HTTP status; the name of a case is its public code.
 *
 * <p>The components of a case are extension members of the RFC 9457 body, so none may hold a secret. The same
 * case knows how OAuth spells it (RFC 6749 §5.2), for the endpoints that must answer so.
 */
public sealed interface Problem {
    /** The body is not of the documented shape; the detail names the field. */
    record InvalidRequest(String detail) implements BadRequest {}

    /** The state of a WeChat callback is unknown, expired, replayed, or another browser's. */
    record StateInvalid() implements BadRequest {}

    /** The redirect URI is not one the client registered (RFC 9700 §2.1); never answered by a redirect. */
    record RedirectUriInvalid() implements BadRequest {}

    /** A wrong, used or expired authorization code, verifier or refresh token (RFC 6749 §5.2). */
    record InvalidGrant() implements BadRequest {
        @Override
        public String error() {
            return "invalid_grant";
        }
    }

    /** WeChat says 40029 of a phone button's code: the person taps the button again (protocol.md §1.7). */
    record PhoneCodeInvalid() implements BadRequest {}

    record UnauthorizedClient() implements BadRequest {
        @Override
        public String error() {
            return "unauthorized_client";
        }
    }

    record UnsupportedGrantType() implements BadRequest {
        @Override
        public String error() {
            return "unsupported_grant_type";
        }
    }

    /** WeChat says 40029, 40163, 42003 or 41008: the client calls wx.login again. */
    record CodeInvalid() implements Unauthorized {}

    /** The handle of a pending registration is unknown, used or expired: call wx.login again. */
    record RegistrationExpired() implements Unauthorized {}

    record TokenInvalid() implements Unauthorized {
        @Override
        public String error() {
            return "invalid_token";
        }
    }

    record InvalidClient() implements Unauthorized {
        @Override
        public String error() {
            return "invalid_client";
        }
    }

    /** WeChat says 40226, or this account was blocked here. */
    record UserBlocked() implements Forbidden {}

    /** The person said no on WeChat's page. */
    record AccessDenied() implements Forbidden {}

    /** A virtual account of WeChat's snapshot page: nothing is stored, the person must continue in full service. */
    record SnapshotUser() implements Forbidden {
        @Override
        public String error() {
            return "interaction_required";
        }
    }

    record InsufficientScope() implements Forbidden {
        @Override
        public String error() {
            return "insufficient_scope";
        }
    }

    /** A page of this host is not one that the app's JS-SDK may be signed for (protocol.md §1.9). */
    record UrlNotAllowed() implements Forbidden {}

    /** A state-changing call with a cookie came from another site. */
    record CrossSiteRequest() implements Forbidden {}

    /** Too many login attempts of one browser in a row: its cookies do not stick, or the page sends it in circles. */
    record LoginLoop() implements TooManyRequests {
        @Override
        public long retryAfter() {
            return 60;
        }
    }

    /** What came to be WeChat's push is not, whatever of it does not hold (protocol.md §1.11). */
    record PushRejected() implements Forbidden {}

    record UnknownApp() implements Missing {}

    record NotFound() implements Missing {}

    record MethodNotAllowed() implements Problem {
        @Override
        public int status() {
            return 405;
        }
    }

    record NotAcceptable() implements Problem {
        @Override
        public int status() {
            return 406;
        }
    }

    /** Signature or decryption does not hold with the stored session_key: call wx.login, then send again. */
    record SessionKeyStale() implements Conflict {}

    record PayloadTooLarge() implements Problem {
        @Override
        public int status() {
            return 413;
        }
    }

    record UnsupportedMediaType() implements Problem {
        @Override
        public int status() {
            return 415;
        }
    }

    /** The data decrypts, but its watermark's app, its age or its openId do not fit. */
    record DataRejected() implements Problem {
        @Override
        public int status() {
            return 422;
        }
    }

    record RateLimited(long retryAfter) implements TooManyRequests {}

    /** WeChat says 45009 or 45011. */
    record WechatRateLimited(long retryAfter) implements TooManyRequests {}

    record Internal() implements ServerError {}

    /** 40013, 40125, 40164 …: told to operators by metric and log, not to the client. */
    record WechatMisconfigured() implements ServerError {}

    /** Asked in an app's own name, which takes its secret: one that only logs in through a component has none here. */
    record AppSecretMissing() implements ServerError {}

    /** An answer that is not JSON or lacks the key field. */
    record WechatBadAnswer() implements Problem {
        @Override
        public int status() {
            return 502;
        }
    }

    record WechatUnavailable(long retryAfter) implements ServiceUnavailable {}

    /** WeChat has pushed the component no ticket yet, or none for half a day; it does so every ten minutes. */
    record ComponentTicketMissing(long retryAfter) implements ServiceUnavailable {}

    record StorageUnavailable(long retryAfter) implements ServiceUnavailable {}

    record Unavailable() implements ServiceUnavailable {
        @Override
        public long retryAfter() {
            return 1;
        }
    }

    int status();

    /** {@code CODE_INVALID} for {@code CodeInvalid}: stable, listed in the docs. */
    default String code() {
        return words("_").toUpperCase(Locale.ROOT);
    }

    default String title() {
        String words = words(" ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** How an OAuth endpoint names it (RFC 6749 §5.2, OIDC Core §3.1.2.6). */
    default String error() {
        return "invalid_request";
    }

    private String words(String separator) {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", separator);
    }

    /** A refusal that says, in seconds, when to try again. */
    sealed interface Passing extends Problem {
        long retryAfter();

        @Override
        default String error() {
            return "temporarily_unavailable";
        }
    }

    sealed interface BadRequest extends Problem {
        @Override
        default int status() {
            return 400;
        }
    }

    sealed interface Unauthorized extends Problem {
        @Override
        default int status() {
            return 401;
        }

        @Override
        default String error() {
            return "access_denied";
        }
    }

    sealed interface Forbidden extends Problem {
        @Override
        default int status() {
            return 403;
        }

        @Override
        default String error() {
            return "access_denied";
        }
    }

    sealed interface Missing extends Problem {
        @Override
        default int status() {
            return 404;
        }
    }

    sealed interface Conflict extends Problem {
        @Override
        default int status() {
            return 409;
        }
    }

    sealed interface TooManyRequests extends Passing {
        @Override
        default int status() {
            return 429;
        }
    }

    sealed interface ServerError extends Problem {
        @Override
        default int status() {
            return 500;
        }

        @Override
        default String error() {
            return "server_error";
        }
    }

    sealed interface ServiceUnavailable extends Passing {
        @Override
        default int status() {
            return 503;
        }
    }
}
