package io.uniongate.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @Test
    void readsXmlWithAndWithoutSectionsOfCharacters() {
        Fields fields = read("<xml>\n<Event><![CDATA[a<b]]>&amp;c</Event>\n<CreateTime>12</CreateTime></xml>");

        assertThat(fields.text("Event")).isEqualTo("a<b&c");
        assertThat(fields.text("CreateTime")).isEqualTo("12");
        assertThat(fields.text("Ticket")).isEmpty();
    }

    @Test
    void readsJsonWithNumbersAndBlanksAroundItsKeys() {
        Fields fields = read("{\" OpenID\": \"o1\", \"CreateTime\": 12, \"Ticket\": null, \"On\": true}");

        assertThat(fields.text("OpenID")).isEqualTo("o1");
        assertThat(fields.text("CreateTime")).isEqualTo("12");
        assertThat(fields.text("Ticket")).isEmpty();
        assertThat(fields.text("On")).isEmpty();
    }

    @Test
    void leavesOutWhatIsNested() {
        Fields xml = read("<xml><Event>SCAN</Event><Info><Event>other</Event></Info></xml>");
        Fields json = read("{\"Event\":\"SCAN\",\"Info\":{\"Event\":\"other\"},\"List\":[{\"Event\":\"x\"}]}");

        assertThat(xml.text("Event")).isEqualTo("SCAN");
        assertThat(json.text("Event")).isEqualTo("SCAN");
    }

    @Test
    void readsWhatPeopleTypeThoughTheFormatsForbidIt() {
        assertThat(read("<xml><Content><![CDATA[a\u0008b]]></Content></xml>").text("Content"))
                .isEqualTo("ab");
        assertThat(read("{\"Content\":\"a\u0008b\"}").text("Content")).isEqualTo("a\bb");
    }

    @ParameterizedTest
    @Tag("T70")
    @ValueSource(
            strings = {
                "<!DOCTYPE xml><xml><Event>SCAN</Event></xml>",
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml><Event>&e;</Event></xml>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml/>",
                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><xml><Event>&b;</Event></xml>",
                "<xml><Event>&undeclared;</Event></xml>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE xml><xml/>",
            })
    void refusesDocumentTypesAndEntities(String body) {
        assertThat(Fields.read(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<xml>",
                "<xml><a></xml>",
                "<xml/><xml/>",
                "<a:b/>",
                "[]",
                "1",
                "null",
                "{",
                "{}{}",
                "{\"a\":",
                "{\"a\":[",
                "Event=SCAN"
            })
    void refusesWhatIsNeither(String body) {
        assertThat(Fields.read(body)).isEmpty();
    }

    @Test
    void refusesNestingWithoutABottom() {
        assertThat(Fields.read("<a>".repeat(20_000))).isEmpty();
        assertThat(Fields.read("{\"a\":" + "[".repeat(60_000))).isEmpty();
    }

    private static Fields read(String body) {
        Optional<Fields> fields = Fields.read(body);
        assertThat(fields).isPresent();
        return fields.orElseThrow();
    }
}
