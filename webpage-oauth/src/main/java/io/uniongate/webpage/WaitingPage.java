package io.uniongate.webpage;

import java.util.List;

/** A page with a QR code, which goes on by itself once somebody has scanned it, and ends when nobody does. */
record WaitingPage(Waiting waiting, Language first, List<Link> links) {
    static final Inline SCRIPT = Inline.of("waiting.js");
    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%2$s</title>
            <style>%3$s</style>
            </head>
            <body>
            <main data-seconds="%4$d" data-watch="%5$s">
            <h1>%2$s</h1>
            <p>%6$s</p>
            <div id="code">%7$s<p class="second" role="timer" aria-live="off"></p></div>
            <p id="over" role="alert"></p>
            <template><strong>%8$s</strong></template>
            <div class="second" lang="%9$s"><h2>%10$s</h2><p>%11$s</p></div>
            %12$s<noscript><p class="second">请允许 JavaScript · Allow JavaScript to sign in here.</p></noscript>
            </main>
            <script>%13$s</script>
            </body>
            </html>
            """;

    String html() {
        Waiting.Kind kind = waiting.kind();
        Language second = first.other();
        return TEMPLATE.formatted(
                first.tag(),
                Inline.escape(kind.title(first)),
                Page.STYLE.text(),
                waiting.life().toSeconds(),
                Inline.escape(waiting.watch()),
                Inline.escape(kind.text(first)),
                waiting.code(),
                over(),
                second.tag(),
                Inline.escape(kind.title(second)),
                Inline.escape(kind.text(second)),
                Link.navigation(links, first),
                SCRIPT.text());
    }

    private String over() {
        String chinese = "二维码已过期，没有登录。";
        String english = "The code has expired, and nobody is signed in.";
        return first == Language.CHINESE ? chinese + " · " + english : english + " · " + chinese;
    }
}
