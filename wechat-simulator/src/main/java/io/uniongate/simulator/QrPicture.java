package io.uniongate.simulator;

/** The image behind {@code showqrcode}. */
final class QrPicture {
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 430 430">\
            <rect width="430" height="430" fill="#fff"/>\
            <text x="215" y="215" font-family="monospace" font-size="12" text-anchor="middle">%s</text></svg>
            """;

    private QrPicture() {}

    static String svg(String url) {
        return SVG.formatted(Html.escape(url));
    }
}
