package io.uniongate.auth;

import io.uniongate.contract.IdentityId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;

/** What a sign-in means for who is who: the rows of data-model.md's table, and two refusals. */
sealed interface Decision {
    /** How it is counted and logged. */
    String label();

    /** Nothing to change: sign in. */
    record Known(UserId user) implements Decision {
        @Override
        public String label() {
            return "known";
        }
    }

    record Create() implements Decision {
        @Override
        public String label() {
            return "created";
        }
    }

    record Link(UserId user) implements Decision {
        @Override
        public String label() {
            return "linked";
        }
    }

    record Learn(UserId user, IdentityId identity) implements Decision {
        @Override
        public String label() {
            return "unionid_learned";
        }
    }

    /** One person, proven by WeChat in one answer. */
    record Merge(UserId winner, UserId loser, IdentityId identity) implements Decision {
        @Override
        public String label() {
            return "merged";
        }
    }

    /** One person as well, but a person must decide; the login is the unionid's owner's. */
    record Pend(UserId owner, UserId holder, String reason) implements Decision {
        @Override
        public String label() {
            return "merge_pending";
        }
    }

    /** The same openid with another unionid of the same scope: signed in as before, nothing changed, alert. */
    record Conflict(UserId user, IdentityId identity) implements Decision {
        @Override
        public String label() {
            return "unionid_conflict";
        }
    }

    /** Unknown, and the app wants a profile first. */
    record Unknown() implements Decision {
        @Override
        public String label() {
            return "profile_required";
        }
    }

    record Refuse(Problem problem) implements Decision {
        @Override
        public String label() {
            return "refused";
        }
    }
}
