package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.contract.wechat.Platform.Outcome;
import io.uniongate.wechat.KeptTokens.Kept;
import io.uniongate.wechat.TokenSource.Fetched;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a question to WeChat for a person who waits for its words, whatever calls before it met with. */
final class ProbeService {
    /** WeChat judges app, secret and address before the code, so what it says of this one tells about those. */
    private static final Secret NO_CODE = new Secret("uniongate-probe");

    /** Long enough for what another system does once a day. */
    private static final Duration MEMORY = Duration.ofHours(25);

    private final WeChatApps apps;
    private final WeChatHttp http;
    private final Duration timeout;
    private final ProbeTokens tokens;

    ProbeService(WeChatApps apps, WeChatHttp http, Duration timeout, ProbeTokens tokens) {
        this.apps = apps;
        this.http = http;
        this.timeout = timeout;
        this.tokens = tokens;
    }

    /** A token of the app that WeChat gave at some time before; without an age if it was only just. */
    private record Earlier(
            Secret value, Duration remaining, @Nullable Duration age) {
        static Earlier of(Kept kept) {
            return new Earlier(kept.value(), kept.remaining(), kept.age());
        }

        static Earlier of(Fetched fetched) {
            return new Earlier(fetched.value(), fetched.life(), null);
        }

        Finding comparedWith(Fetched later) {
            boolean replaced = AppToken.lasts(remaining) && !value.equals(later.value());
            return new Finding(replaced ? Outcome.REPLACED : Outcome.GRANTED, 0, null, null, remaining, age);
        }
    }

    Future<Finding> probe(Platform.Probe ask) {
        WeChatApp app = apps.find(ask.app());
        if (app == null) {
            return ProblemException.failed(new Problem.UnknownApp());
        }
        return switch (ask.check()) {
            case ACCESS_TOKEN -> token(app).map(ProbeService::finding);
            case TOKEN_OWNERSHIP -> ownership(app);
            case FOLLOWERS -> use(app, token -> Call.withToken(Api.FOLLOWER_LIST, app, token, Map.of()));
            case PHONE_NUMBERS -> use(app, token -> Call.withToken(Api.PHONE_NUMBER, app, token, noCode()));
            case CODE_EXCHANGE -> exchange(app).map(ProbeService::finding);
        };
    }

    private Future<Answer> token(WeChatApp app) {
        return http.send(Call.stableToken(app), Deadline.in(timeout));
    }

    private Future<Finding> ownership(WeChatApp app) {
        return kept(app).compose(found -> compare(app, found).map(finding -> remember(finding, found)));
    }

    /** What cannot be read is as good as none: Postgres is not what is looked at here. */
    private Future<Optional<Kept>> kept(WeChatApp app) {
        return tokens.ofApp(app).otherwise(unread -> Optional.empty());
    }

    /** The longer ago the earlier token was fetched the more it tells, so that of the cluster goes before one's own. */
    private Future<Finding> compare(WeChatApp app, Optional<Kept> found) {
        return found.filter(kept -> AppToken.lasts(kept.remaining()))
                .map(kept -> compare(app, Earlier.of(kept)))
                .orElseGet(() -> compareTwo(app));
    }

    /** What the nodes noticed themselves they got over, and from then on WeChat shows nothing of it. */
    private static Finding remember(Finding finding, Optional<Kept> found) {
        return found.map(Kept::replacedAgo)
                .filter(ago -> finding.outcome() == Outcome.GRANTED && ago.compareTo(MEMORY) < 0)
                .map(ago -> new Finding(Outcome.REPLACED_BEFORE, 0, null, null, null, ago))
                .orElse(finding);
    }

    private Future<Finding> compareTwo(WeChatApp app) {
        return fetched(app, first -> compare(app, Earlier.of(first)));
    }

    private Future<Finding> compare(WeChatApp app, Earlier earlier) {
        return fetched(app, later -> Future.succeededFuture(earlier.comparedWith(later)));
    }

    private Future<Finding> use(WeChatApp app, Function<Secret, Call> call) {
        return fetched(
                app,
                token -> http.send(call.apply(token.value()), Deadline.in(timeout))
                        .map(answer -> used(token, answer)));
    }

    /** One that was only just given and no longer counts was replaced in between. */
    private static Finding used(Fetched token, Answer answer) {
        return answer instanceof Answer.Refused refused && refused.meaning().equals(Refusal.TOKEN_ENDED)
                ? new Finding(Outcome.REPLACED, 0, null, null, token.life(), null)
                : finding(answer);
    }

    private Future<Finding> fetched(WeChatApp app, Function<Fetched, Future<Finding>> next) {
        return token(app)
                .compose(answer -> answer instanceof Answer.Accepted accepted
                        ? next.apply(Fetched.of(accepted, "access_token"))
                        : Future.succeededFuture(finding(answer)));
    }

    private static JsonObject noCode() {
        return new JsonObject().put("code", NO_CODE.reveal());
    }

    private Future<Answer> exchange(WeChatApp app) {
        Deadline deadline = Deadline.in(timeout);
        return caller(app, deadline).compose(caller -> http.send(exchange(app, caller), deadline));
    }

    private Future<Caller> caller(WeChatApp app, Deadline deadline) {
        Component component = app.component();
        return component == null
                ? Future.succeededFuture(new Caller.Itself(app))
                : tokens.ofComponent(app, deadline)
                        .recover(ProbeService::unread)
                        .map(token -> new Caller.Platform(app, component, token));
    }

    /** Where the tables are not this release's, say. */
    private static Future<Secret> unread(Throwable cause) {
        return cause instanceof ProblemException
                ? Future.failedFuture(cause)
                : ProblemException.failed(new Problem.StorageUnavailable(1));
    }

    private static Call exchange(WeChatApp app, Caller caller) {
        return app.kind() == AppKind.MINI_PROGRAM ? caller.codeToSession(NO_CODE) : caller.webToken(NO_CODE);
    }

    private static Finding finding(Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return new Finding(Outcome.GRANTED, 0, null, null, accepted.seconds("expires_in"), null);
        }
        if (answer instanceof Answer.Refused refused) {
            return new Finding(Outcome.REFUSED, refused.errcode(), refused.rid(), refused.address(), null, null);
        }
        Outcome outcome = answer instanceof Answer.Unreadable ? Outcome.UNREADABLE : Outcome.SILENT;
        return new Finding(outcome, 0, null, null, null, null);
    }
}
