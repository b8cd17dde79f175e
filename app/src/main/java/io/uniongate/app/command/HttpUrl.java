package io.uniongate.app.command;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that is an address on the web. */
final class HttpUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException broken) {
            throw new TypeConversionException("'" + text + "' is no address");
        }
        throw new TypeConversionException("'" + text + "' is no address that begins with https:// or http://");
    }
}
