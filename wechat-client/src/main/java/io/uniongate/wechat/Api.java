package io.uniongate.wechat;

import java.util.List;

/** The calls of WeChat made here: what each must answer with, and how far it may be repeated (protocol.md §1.12). */
enum Api {
    CODE_TO_SESSION("sns/jscode2session", Repetition.ONCE_WHEN_BUSY),
    WEB_TOKEN("sns/oauth2/access_token", Repetition.ONCE_WHEN_BUSY),
    /** A grant may be renewed by a call whose answer was lost, and nobody can say which refresh token then counts. */
    REFRESH_TOKEN("sns/oauth2/refresh_token", Repetition.ONCE_WHEN_BUSY),
    USER_INFO("sns/userinfo", Repetition.TWICE_WHEN_BROKEN);

    private final String path;
    private final Repetition repetition;

    Api(String path, Repetition repetition) {
        this.path = path;
        this.repetition = repetition;
    }

    String path() {
        return path;
    }

    List<String> keyFields() {
        return switch (this) {
            case CODE_TO_SESSION -> List.of("openid", "session_key");
            case WEB_TOKEN -> List.of("openid", "access_token");
            case REFRESH_TOKEN -> List.of("openid", "access_token", "refresh_token");
            case USER_INFO -> List.of("openid");
        };
    }

    /** Whether the person's own token is presented, and not the app's credentials. */
    boolean presentsGrant() {
        return this == REFRESH_TOKEN || this == USER_INFO;
    }

    boolean mayFollow(Answer answer, int attempt) {
        return repetition.mayFollow(answer, attempt);
    }

    private enum Repetition {
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
}
