package io.uniongate.webpage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page for a phone, whole in itself: no script, no outside resource, every inserted value escaped. */
record Page(
        Notice notice,
        Language first,
        List<Link> links,
        @Nullable String reference) {
    static final Inline STYLE = Inline.of("page.css");
    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <div class="mark %s" aria-hidden="true">%s</div>
            <h1>%s</h1>
            <p>%s</p>
            <div class="second" lang="%s"><h2>%s</h2><p>%s</p></div>
            %s%s</main>
            </body>
            </html>
            """;

    /** Allows this page its one style and nothing else (CSP3 §2.3.1). */
    static final String CONTENT_POLICY = "default-src 'none'; style-src " + STYLE.source()
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    String html() {
        Language second = first.other();
        return TEMPLATE.formatted(
                first.tag(),
                Inline.escape(notice.title(first)),
                STYLE.text(),
                notice.tone().style(),
                notice.tone().sign(),
                Inline.escape(notice.title(first)),
                Inline.escape(notice.text(first)),
                second.tag(),
                Inline.escape(notice.title(second)),
                Inline.escape(notice.text(second)),
                Link.navigation(links, first),
                footer());
    }

    private String footer() {
        String label = first == Language.CHINESE ? "编号 " : "Number ";
        return reference == null ? "" : "<footer>" + label + Inline.escape(reference) + "</footer>\n";
    }
}
