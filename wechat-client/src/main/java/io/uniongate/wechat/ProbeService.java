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
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BiFunction;

/** Puts one question to WeChat for a person who waits for its words, whatever calls before it met with. */
final class ProbeService {
    /** WeChat judges app, secret and address before the code, so what it says of this one tells about those. */
    private static final Secret NO_CODE = new Secret("uniongate-probe");

    private final WeChatApps apps;
    private final WeChatHttp http;
    private final Duration timeout;
    private final BiFunction<WeChatApp, Deadline, Future<Secret>> componentTokens;

    ProbeService(
            WeChatApps apps,
            WeChatHttp http,
            Duration timeout,
            BiFunction<WeChatApp, Deadline, Future<Secret>> componentTokens) {
        this.apps = apps;
        this.http = http;
        this.timeout = timeout;
        this.componentTokens = componentTokens;
    }

    Future<Finding> probe(Platform.Probe ask) {
        WeChatApp app = apps.find(ask.app());
        Deadline deadline = Deadline.in(timeout);
        return app == null
                ? ProblemException.failed(new Problem.UnknownApp())
                : call(app, ask.check(), deadline)
                        .compose(call -> http.send(call, deadline))
                        .map(ProbeService::finding);
    }

    private Future<Call> call(WeChatApp app, Platform.Check check, Deadline deadline) {
        return switch (check) {
            case ACCESS_TOKEN -> Future.succeededFuture(Call.stableToken(app));
            case CODE_EXCHANGE -> caller(app, deadline).map(caller -> exchange(app, caller));
        };
    }

    private Future<Caller> caller(WeChatApp app, Deadline deadline) {
        Component component = app.component();
        return component == null
                ? Future.succeededFuture(new Caller.Itself(app))
                : componentTokens.apply(app, deadline).map(token -> new Caller.Platform(app, component, token));
    }

    private static Call exchange(WeChatApp app, Caller caller) {
        return app.kind() == AppKind.MINI_PROGRAM ? caller.codeToSession(NO_CODE) : caller.webToken(NO_CODE);
    }

    private static Finding finding(Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return new Finding(Outcome.GRANTED, 0, null, null, accepted.seconds("expires_in"));
        }
        if (answer instanceof Answer.Refused refused) {
            return new Finding(Outcome.REFUSED, refused.errcode(), refused.rid(), refused.address(), null);
        }
        Outcome outcome = answer instanceof Answer.Unreadable ? Outcome.UNREADABLE : Outcome.SILENT;
        return new Finding(outcome, 0, null, null, null);
    }
}
