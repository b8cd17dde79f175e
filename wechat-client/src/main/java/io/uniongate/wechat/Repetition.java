package io.uniongate.wechat;

/** How far a call may be made again within its deadline (protocol.md §1.12). */
enum Repetition {
    /** Nobody can say whether a call that broke used the code up, so only a refusal for being busy is tried again. */
    ONCE_WHEN_BUSY {
        @Override
        boolean mayFollow(Answer answer, int attempt) {
            return attempt < 2
                    && answer instanceof Answer.Refused refused
                    && refused.meaning().equals(Refusal.BUSY);
        }
    },
    TWICE_WHEN_BROKEN {
        @Override
        boolean mayFollow(Answer answer, int attempt) {
            return attempt < 3 && answer.isOutage();
        }
    };

    abstract boolean mayFollow(Answer answer, int attempt);
}
