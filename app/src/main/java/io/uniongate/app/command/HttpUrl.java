package io.uniongate.app.command;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value that is an address on the web to which another is appended: behind a mere host, or in a fragment,
 * that would become something else.
 */
final class HttpUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI url = new URI(text);
            if (isComplete(url) && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException broken) {
            throw new TypeConversionException("'" + text + "' is no address");
        }
        throw new TypeConversionException(
                "'" + text + "' is no address with https:// or http://, a host, and a path or a query to append to");
    }

    private static boolean isComplete(URI url) {
        return url.getHost() != null
                && url.getFragment() == null
                && (url.getQuery() != null || !url.getPath().isEmpty());
    }
}
