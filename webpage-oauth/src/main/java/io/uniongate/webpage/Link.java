package io.uniongate.webpage;

/** A way on from one of our pages. */
record Link(Kind kind, String address) {
    enum Kind {
        TRY_AGAIN("重新登录", "Sign in again"),
        BACK("返回网站", "Back to the site");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    String label(Language first) {
        return first == Language.CHINESE ? kind.chinese + " · " + kind.english : kind.english + " · " + kind.chinese;
    }
}
