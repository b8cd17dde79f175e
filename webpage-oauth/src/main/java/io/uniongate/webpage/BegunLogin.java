package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** A login that began in the browser that now asks. */
record BegunLogin(Secret state, Secret browser) {
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9]{22,128}");

    /** Whatever lacks a state of ours or our cookie goes no further: it is not this browser's login. */
    static BegunLogin of(RoutingContext ctx, Parameters sent) {
        Secret state = Optional.ofNullable(sent.find("state"))
                .filter(value -> !sent.repeats("state") && STATE.matcher(value).matches())
                .map(Secret::new)
                .orElseThrow(BegunLogin::notOurs);
        return new BegunLogin(state, LoginCookies.find(ctx, state).orElseThrow(BegunLogin::notOurs));
    }

    private static ProblemException notOurs() {
        return new ProblemException(new Problem.StateInvalid());
    }
}
