package io.uniongate.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person shows of themselves: clean of control characters and bounded, wherever it came from.
 *
 * <p>WeChat sends raw control characters, U+0000 and broken surrogates in nicknames (protocol.md §1.0).
 */
public record Profile(@Nullable String nickName, @Nullable String avatarUrl) {
    public static final int NICK_NAME_LENGTH = 64;
    public static final int AVATAR_URL_LENGTH = 1024;
    public static final Profile EMPTY = new Profile(null, null);

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFD\\uFFFE\\uFFFF]");
    private static final String ANONYMOUS_NICK_NAME = "微信用户";
    private static final String ANONYMOUS_AVATAR = "POgEwh4mIHO4nibH0KlMEC";

    public Profile {
        nickName = clean(nickName, NICK_NAME_LENGTH);
        avatarUrl = avatarUrl != null && avatarUrl.length() > AVATAR_URL_LENGTH
                ? null
                : clean(avatarUrl, AVATAR_URL_LENGTH);
    }

    /** What WeChat says of a person; its grey stand-in for people who told nothing counts as nothing. */
    public static Profile fromWeChat(@Nullable String nickName, @Nullable String avatarUrl) {
        return new Profile(
                ANONYMOUS_NICK_NAME.equals(nickName) ? null : nickName,
                avatarUrl != null && avatarUrl.contains(ANONYMOUS_AVATAR) ? null : avatarUrl);
    }

    public boolean isEmpty() {
        return nickName == null && avatarUrl == null;
    }

    private static @Nullable String clean(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        String printable = UNPRINTABLE.matcher(text).replaceAll("").strip();
        int end = Math.min(printable.codePointCount(0, printable.length()), length);
        String bounded = printable.substring(0, printable.offsetByCodePoints(0, end));
        return bounded.isEmpty() ? null : bounded;
    }
}
