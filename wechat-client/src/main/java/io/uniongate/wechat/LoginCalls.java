package io.uniongate.wechat;

import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import io.vertx.core.Future;
import java.util.function.Function;

/** Asks about an app's logins, through its third-party platform where there is one, so that nobody else need know. */
final class LoginCalls {
    private final WeChatCalls calls;
    private final PlatformCalls components;

    /** @param components asks with the component's shared token in the place of the app's */
    LoginCalls(WeChatCalls calls, PlatformCalls components) {
        this.calls = calls;
        this.components = components;
    }

    Future<Answer.Accepted> ask(WeChatApp app, Function<Caller, Call> call) {
        return answer(app, call).compose(WeChatCalls::accepted);
    }

    Future<Answer> answer(WeChatApp app, Function<Caller, Call> call) {
        Component component = app.component();
        return component == null
                ? calls.answer(call.apply(new Caller.Itself(app)))
                : components.answer(app, token -> call.apply(new Caller.Platform(app, component, token)));
    }
}
