package io.uniongate.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.uniongate.contract.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What came of one call of WeChat. */
sealed interface Answer {
    /** One word for metrics and logs; never anything WeChat wrote. */
    String outcome();

    /** Whether WeChat itself is in trouble, rather than displeased with what it was asked. */
    default boolean isOutage() {
        return false;
    }

    /** A success that has its key fields; not a record, because a record would print the session_key. */
    final class Accepted implements Answer {
        private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

        private final JsonNode fields;

        Accepted(JsonNode fields) {
            this.fields = fields;
        }

        /** A key field: the reader of answers has made sure of it. */
        String key(String name) {
            return fields.path(name).asText();
        }

        /** A field that may be missing, null or empty, which are the same. */
        @Nullable
        String text(String name) {
            String text = fields.path(name).textValue();
            return text == null || text.isBlank() ? null : text;
        }

        /** A number of seconds; none where the field is missing or no number, a day at most. */
        Duration seconds(String name) {
            long seconds = fields.path(name).asLong();
            return Duration.ofSeconds(Math.min(Math.max(0, seconds), LONGEST_SECONDS));
        }

        /** Whether the field is 1, as a number or as text. */
        boolean isOne(String name) {
            return "1".equals(fields.path(name).asText());
        }

        long number(String name) {
            return fields.path(name).asLong();
        }

        /** What is inside a field; without any field where that is no object. */
        Accepted part(String name) {
            return new Accepted(fields.path(name));
        }

        List<Accepted> parts(String name) {
            return elements(name).map(Accepted::new).toList();
        }

        List<String> texts(String name) {
            return elements(name).map(JsonNode::asText).toList();
        }

        private Stream<JsonNode> elements(String name) {
            return StreamSupport.stream(fields.path(name).spliterator(), false);
        }

        @Override
        public String outcome() {
            return "ok";
        }
    }

    /** Any answer but a success. */
    sealed interface Failure extends Answer {
        Problem problem();

        /** How loud it is in the log; INFO is one person's matter and no trouble of the app. */
        default Level level() {
            return Level.WARN;
        }

        /** For the log: all that may be told of it. */
        default String description() {
            return "failed: " + outcome();
        }
    }

    /** An errcode; {@code rid} is what Tencent's support asks for, {@code address} what a 40164 complains about. */
    record Refused(
            int errcode,
            Refusal meaning,
            @Nullable String rid,
            @Nullable String address) implements Failure {
        @Override
        public String outcome() {
            return Integer.toString(errcode);
        }

        @Override
        public boolean isOutage() {
            return meaning.equals(Refusal.BUSY);
        }

        @Override
        public Problem problem() {
            return meaning.problem();
        }

        @Override
        public Level level() {
            return meaning.level();
        }

        @Override
        public String description() {
            return "was refused: errcode " + errcode + ", rid " + rid + ", address " + address;
        }
    }

    /** WeChat answered, but not in its own protocol. */
    record Unreadable(String outcome) implements Failure {
        @Override
        public Problem problem() {
            return new Problem.WechatBadAnswer();
        }
    }

    /** No answer of WeChat's application at all: a time-out, a broken connection, a gateway's error. */
    record Silent(String outcome, String detail) implements Failure {
        Silent(String outcome) {
            this(outcome, outcome);
        }

        @Override
        public String description() {
            return "failed: " + detail;
        }

        @Override
        public boolean isOutage() {
            return true;
        }

        @Override
        public Problem problem() {
            return Refusal.BUSY.problem();
        }
    }

    /** WeChat was not asked, because its circuit is open or there is nothing to ask with. */
    record Withheld(Problem problem) implements Failure {
        @Override
        public String outcome() {
            return "withheld";
        }

        @Override
        public String description() {
            return "is not asked for now: " + problem.code();
        }
    }
}
