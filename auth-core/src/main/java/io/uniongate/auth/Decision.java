package io.uniongate.auth;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import java.util.Locale;

/** What a sign-in means for who is who: the rows of data-model.md's table, and two refusals. */
sealed interface Decision {
    /** Nothing to change: sign in. */
    record Known(UserId user) implements Decision {}

    record Create() implements Decision {}

    record Link(UserId user) implements Decision {}

    record Learn(UserId user, IdentityId identity) implements Decision {}

    /** One person, proven by WeChat in one answer. */
    record Merge(UserId winner, UserId loser, IdentityId identity) implements Decision {}

    /** One person as well, but a person must decide; the login is the unionid's owner's. */
    record Pend(UserId owner, UserId holder, String reason) implements Decision {}

    /** The same openid with another unionid of the same scope: signed in as before, nothing changed, alert. */
    record Conflict(UserId user, IdentityId identity) implements Decision {}

    /** Unknown, and the app wants a profile first. */
    record Unknown() implements Decision {}

    record Refuse(Problem problem) implements Decision {}

    /** How it is counted: {@code known}, {@code create}, {@code merge}. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
