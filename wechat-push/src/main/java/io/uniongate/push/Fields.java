package io.uniongate.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The fields of a message in either of WeChat's formats; what is nested in one is left out, for no event that matters
 * has any.
 */
final class Fields {
    private static final JsonFactory JSON = JsonFactory.builder()
            // WeChat's texts hold such bytes as they are (protocol.md §1.0).
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /** The message, if it is well-formed. */
    static Optional<Fields> read(String text) {
        String body = text.strip();
        try {
            return Optional.of(new Fields(body.startsWith("<") ? XmlReader.read(body) : json(body)));
        } catch (IOException | XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    /** The value as text, empty where there is none. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** WeChat's own JSON sample has keys with a blank in front. */
    private static Map<String, String> json(String body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            require(parser, parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, String> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.putIfAbsent(parser.currentName().strip(), value(parser));
            }
            require(parser, parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
            return fields;
        }
    }

    private static String value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        parser.skipChildren();
        return token == JsonToken.VALUE_STRING || (token != null && token.isNumeric()) ? parser.getText() : "";
    }

    private static void require(JsonParser parser, boolean wellFormed) throws JsonParseException {
        if (!wellFormed) {
            throw new JsonParseException(parser, "not one object");
        }
    }
}
