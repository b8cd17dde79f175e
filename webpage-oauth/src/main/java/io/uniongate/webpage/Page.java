package io.uniongate.webpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page for a phone, whole in itself: no script, no outside resource, every inserted value escaped. */
record Page(
        Notice notice,
        Language first,
        List<Link> links,
        @Nullable String reference) {
    private static final String STYLE = style();
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
    static final String CONTENT_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    String html() {
        Language second = first.other();
        return TEMPLATE.formatted(
                first.tag(),
                escape(notice.title(first)),
                STYLE,
                notice.tone().style(),
                notice.tone().sign(),
                escape(notice.title(first)),
                escape(notice.text(first)),
                second.tag(),
                escape(notice.title(second)),
                escape(notice.text(second)),
                navigation(),
                footer());
    }

    private String navigation() {
        return links.isEmpty() ? "" : "<nav>" + links.stream().map(this::anchor).collect(joining()) + "</nav>\n";
    }

    private String anchor(Link link) {
        return "<a href=\"" + escape(link.address()) + "\">" + escape(link.label(first)) + "</a>";
    }

    private String footer() {
        String label = first == Language.CHINESE ? "编号 " : "Number ";
        return reference == null ? "" : "<footer>" + label + escape(reference) + "</footer>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream file = Page.class.getResourceAsStream("page.css")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
