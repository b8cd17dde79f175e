package io.uniongate.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who logs in. The code of a login says who it is, so that the stub of WeChat keeps no books: whether the
 * person is new (which only the bare server needs to be told) or is kept waiting, the name, whether WeChat knows the
 * unionid, and a number that makes the code unique.
 */
record Person(String name) {
    private static final AtomicLong CODES = new AtomicLong();

    /** A code as the stub reads it back. */
    record Code(boolean isNew, boolean hangs, Person person, boolean withUnionId) {
        static Code parse(String text) {
            String[] parts = text.split("\\.", -1);
            return new Code(parts[0].equals("n"), parts[0].equals("h"), new Person(parts[1]), parts[2].equals("u"));
        }
    }

    String newcomersCode() {
        return code("n", "u");
    }

    String code() {
        return code("k", "u");
    }

    /** WeChat does not answer to it before it is told to. */
    String hangingCode() {
        return code("h", "o");
    }

    String codeWithoutUnionId() {
        return code("k", "o");
    }

    String openId(String appId) {
        return "o." + appId + "." + name;
    }

    String unionId() {
        return "u." + name;
    }

    private String code(String novelty, String unionId) {
        return novelty + "." + name + "." + unionId + "." + CODES.incrementAndGet();
    }
}
