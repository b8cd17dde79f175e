package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/** Asks with the shared token that serves the app, and once more with the next one when WeChat says it ended (protocol.md §1.12). */
final class PlatformCalls {
    private final WeChatCalls calls;
    private final SharedTokens tokens;
    private final Duration timeout;

    PlatformCalls(WeChatCalls calls, SharedTokens tokens, Duration timeout) {
        this.calls = calls;
        this.tokens = tokens;
        this.timeout = timeout;
    }

    /** One ask, whose deadline covers the token as well as the call and its repetition. */
    private record Ask(SharedToken token, Function<Secret, Call> call, Deadline deadline) {}

    Future<Answer.Accepted> ask(WeChatApp app, Function<Secret, Call> call) {
        return answer(app, call).compose(WeChatCalls::accepted);
    }

    Future<Answer> answer(WeChatApp app, Function<Secret, Call> call) {
        return answer(app, call, Deadline.in(timeout));
    }

    Future<Answer> answer(WeChatApp app, Function<Secret, Call> call, Deadline deadline) {
        Ask ask = new Ask(tokens.of(app), call, deadline);
        return ask.token().get(deadline).compose(token -> first(ask, token));
    }

    private Future<Answer> first(Ask ask, AppToken token) {
        return send(ask, token)
                .compose(answer -> isTokenEnded(answer) ? again(ask, token) : Future.succeededFuture(answer));
    }

    private Future<Answer> again(Ask ask, AppToken refused) {
        return ask.token().insteadOf(refused, ask.deadline()).compose(next -> send(ask, next));
    }

    private Future<Answer> send(Ask ask, AppToken token) {
        return calls.answer(ask.call().apply(token.value()), ask.deadline());
    }

    private static boolean isTokenEnded(Answer answer) {
        return answer instanceof Answer.Refused refused && refused.meaning().equals(Refusal.TOKEN_ENDED);
    }
}
