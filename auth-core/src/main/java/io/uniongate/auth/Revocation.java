package io.uniongate.auth;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a person withdrew, of what is kept here at all (protocol.md §1.11, {@code RevokeInfo}).
 *
 * <p>{@code unknown} are numbers that WeChat has not published: they are for the log, not to be guessed at.
 */
record Revocation(boolean nickName, boolean avatar, boolean phone, boolean grant, Set<Integer> unknown) {
    private static final Set<Integer> NICK_NAME = Set.of(6, 19, 205, 301);
    private static final Set<Integer> AVATAR = Set.of(6, 20, 205, 301);
    private static final Set<Integer> GRANT = Set.of(205, 301);
    private static final int PHONE = 8;

    /** For mini programs, service accounts, and mobile and website apps. */
    private static final Set<Integer> PUBLISHED = Stream.of(
                    IntStream.rangeClosed(1, 8),
                    IntStream.rangeClosed(12, 16),
                    IntStream.rangeClosed(18, 20),
                    IntStream.rangeClosed(201, 207),
                    IntStream.of(301))
            .flatMap(IntStream::boxed)
            .collect(Collectors.toUnmodifiableSet());

    Revocation {
        unknown = Set.copyOf(unknown);
    }

    static Revocation of(Set<Integer> items) {
        return new Revocation(
                items.stream().anyMatch(NICK_NAME::contains),
                items.stream().anyMatch(AVATAR::contains),
                items.contains(PHONE),
                items.stream().anyMatch(GRANT::contains),
                items.stream().filter(item -> !PUBLISHED.contains(item)).collect(Collectors.toSet()));
    }

    boolean isOfProfile() {
        return nickName || avatar;
    }
}
