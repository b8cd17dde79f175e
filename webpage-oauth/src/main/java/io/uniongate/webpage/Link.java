package io.uniongate.webpage;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A way on from one of our pages. */
record Link(Kind kind, String address) {
    enum Kind {
        TRY_AGAIN("重新登录", "Sign in again"),
        NEW_CODE("换一个二维码", "New code"),
        BACK("返回网站", "Back to the site");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    static String navigation(List<Link> links, Language first) {
        return links.isEmpty()
                ? ""
                : links.stream().map(link -> link.anchor(first)).collect(joining("", "<nav>", "</nav>\n"));
    }

    private String anchor(Language first) {
        return "<a href=\"" + Inline.escape(address) + "\">" + Inline.escape(label(first)) + "</a>";
    }

    String label(Language first) {
        return first == Language.CHINESE ? kind.chinese + " · " + kind.english : kind.english + " · " + kind.chinese;
    }
}
