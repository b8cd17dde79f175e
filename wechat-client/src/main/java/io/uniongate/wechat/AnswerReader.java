package io.uniongate.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what WeChat sends by the rules of protocol.md §1.0: the body decides, whatever its Content-Type says; it is
 * UTF-8 with flaws; an errcode other than 0 is a refusal, and a success is one only with its key fields.
 *
 * <p>A status from 500 on and a page of markup come from a gateway, so they count as no answer (an outage, 503); any
 * other body that is not a JSON object, or lacks a key field, is an answer that cannot be read (502).
 */
final class AnswerReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern IDENTIFIER = Pattern.compile("[!-~]+");
    private static final Pattern RID = Pattern.compile("rid: ?([0-9A-Za-z-]{1,64})");
    private static final Pattern ADDRESS = Pattern.compile("invalid ip ([0-9A-Fa-f.:]{3,45})");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private AnswerReader() {}

    static Answer read(Api api, int status, byte[] body) {
        if (status >= 500) {
            return new Answer.Silent("http-5xx");
        }
        String text = text(body);
        if (text.startsWith("<")) {
            return new Answer.Silent("markup");
        }
        JsonNode fields = parse(text);
        return fields == null ? new Answer.Unreadable("malformed") : judge(api, fields);
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.isObject() ? root : null;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    private static Answer judge(Api api, JsonNode fields) {
        OptionalInt errcode = errcode(fields.path("errcode"));
        if (errcode.isEmpty()) {
            return new Answer.Unreadable("malformed");
        }
        if (errcode.getAsInt() != 0) {
            return refused(api, errcode.getAsInt(), fields.path("errmsg").asText());
        }
        return isComplete(api, fields) ? new Answer.Accepted(fields) : new Answer.Unreadable("incomplete");
    }

    private static OptionalInt errcode(JsonNode errcode) {
        if (errcode.isMissingNode() || errcode.isNull()) {
            return OptionalInt.of(0);
        }
        boolean number = errcode.isTextual() || errcode.isIntegralNumber();
        String text = errcode.asText().strip();
        return number && NUMBER.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static Answer refused(Api api, int errcode, String message) {
        return new Answer.Refused(errcode, Refusal.of(api, errcode), find(RID, message), find(ADDRESS, message));
    }

    private static @Nullable String find(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static boolean isComplete(Api api, JsonNode fields) {
        String unionId = fields.path("unionid").asText();
        return api.keyFields().stream().allMatch(name -> isIdentifier(fields.path(name)))
                && (unionId.isBlank() || fields.path("unionid").isNull() || isIdentifier(fields.path("unionid")));
    }

    private static boolean isIdentifier(JsonNode field) {
        return field.isTextual() && IDENTIFIER.matcher(field.textValue()).matches();
    }
}
