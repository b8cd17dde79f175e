package io.uniongate.push;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads WeChat's flat XML, and none with a document type: no entity is declared, so none is expanded or fetched. */
final class XmlReader {
    /** A person can type what XML cannot hold, and WeChat sends it as it is. */
    private static final Pattern NOT_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private static final int FIELD = 2;

    private final Map<String, String> fields = new HashMap<>();
    private final StringBuilder value = new StringBuilder();
    private String name = "";
    private int depth;

    private XmlReader() {}

    static Map<String, String> read(String body) throws XMLStreamException {
        // From a string, so that no declared encoding counts.
        XMLStreamReader parser = factory()
                .createXMLStreamReader(new StringReader(NOT_XML.matcher(body).replaceAll("")));
        XmlReader reader = new XmlReader();
        while (parser.hasNext()) {
            reader.accept(parser, parser.next());
        }
        parser.close();
        return reader.fields;
    }

    private void accept(XMLStreamReader parser, int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> opened(parser.getLocalName());
            case XMLStreamConstants.END_ELEMENT -> closed();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(parser);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XMLStreamException("a document type or an entity");
            default -> {}
        }
    }

    private void opened(String element) {
        depth++;
        if (depth == FIELD) {
            name = element;
            value.setLength(0);
        }
    }

    private void closed() {
        if (depth == FIELD) {
            fields.putIfAbsent(name, value.toString());
        }
        depth--;
    }

    private void text(XMLStreamReader parser) {
        if (depth == FIELD) {
            value.append(parser.getText());
        }
    }

    /** A new one each time, for they are not safe to share between event loops. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
