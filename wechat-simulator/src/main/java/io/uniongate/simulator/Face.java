package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** The avatar of somebody who has no other: drawn by the simulator, so that a page shows it without the internet. */
final class Face {
    static final String PATH = "/_sim/faces/";
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 132">\
            <rect width="132" height="132" fill="#07c160"/>\
            <text x="66" y="88" font-family="sans-serif" font-size="62" text-anchor="middle" fill="#fff">%s</text></svg>
            """;

    private Face() {}

    static String pathOf(String userName) {
        return PATH + URLEncoder.encode(userName, UTF_8).replace("+", "%20");
    }

    static String svg(String nickname) {
        return SVG.formatted(Html.escape(initial(nickname)));
    }

    static String initial(String nickname) {
        String named = nickname.isEmpty() ? "?" : nickname;
        return named.substring(0, named.offsetByCodePoints(0, 1));
    }
}
