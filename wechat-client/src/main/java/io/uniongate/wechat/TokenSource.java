package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.Future;
import java.time.Duration;

/** Where the next token for an app comes from when it is this node's turn to fetch it. */
interface TokenSource {
    Future<Fetched> fetch(WeChatApp app, Deadline deadline);

    /** Whose the token is that serves the app. */
    default AppId owner(WeChatApp app) {
        return app.id();
    }

    static TokenSource ofAccessTokens(WeChatCalls calls) {
        return (app, deadline) -> calls.answer(Call.stableToken(app), deadline)
                .compose(WeChatCalls::accepted)
                .map(answer -> Fetched.of(answer, "access_token"));
    }

    static TokenSource ofTickets(PlatformCalls calls) {
        return (app, deadline) -> calls.answer(app, token -> Call.ticket(app, token), deadline)
                .compose(WeChatCalls::accepted)
                .map(answer -> Fetched.of(answer, "ticket"));
    }

    /** As WeChat gave it; without a life it serves those who wait for it and nobody later. */
    record Fetched(Secret value, Duration life) {
        static Fetched of(Answer.Accepted answer, String field) {
            return new Fetched(new Secret(answer.key(field)), answer.seconds("expires_in"));
        }
    }
}
