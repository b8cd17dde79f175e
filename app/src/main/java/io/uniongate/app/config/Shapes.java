package io.uniongate.app.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.DomainFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shapes that values of the configuration have. */
final class Shapes {
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_POOL = 1000;
    private static final int ENCRYPTION_KEY_BYTES = 32;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,8})/([smh])");
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+=*)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    static final Shape<Integer> PORT = Shape.of("a port from 0 to 65535 (0 takes a free one)", Shapes::number)
            .but("a port from 0 to 65535 (0 takes a free one)", port -> port <= LARGEST_PORT);
    static final Shape<Integer> POOL_SIZE = Shape.of("a number of connections from 2 to 1000", Shapes::number)
            .but("a number of connections from 2 to 1000", size -> size > 1 && size <= LARGEST_POOL);
    static final Shape<Path> PATH = Shape.of("the name of a directory", Path::of);
    static final Shape<Boolean> SWITCH = oneOf(Map.of("true", true, "false", false));
    static final Shape<String> HOST = matching("a host name or an IP address", "[A-Za-z0-9.:_-]+");
    static final Shape<Duration> DURATION_ONLY =
            Shape.of("a duration with its unit, such as 500ms, 5s, 10m or 30d", Shapes::duration);
    static final Shape<Duration> POSITIVE_DURATION = DURATION_ONLY.but(
            "a duration above zero with its unit, such as 5s, 10m or 30d", duration -> !duration.isZero());
    static final Shape<Rate> RATE_LIMIT =
            Shape.of("a number of calls in a second, minute or hour, such as 120/m", Shapes::rate);
    static final Shape<EncryptionKey> ENCRYPTION_KEY = Shape.secret(
            "a name and 32 random bytes as k1:<base64>; make the bytes with: openssl rand -base64 32",
            Shapes::encryptionKey);
    static final Shape<AppId> APP_ID = matching(
            "the AppID as the WeChat console shows it: wx and then letters and digits",
            "wx[A-Za-z0-9]{1,62}",
            AppId::new);
    static final Shape<ClientId> CLIENT_ID =
            matching("letters, digits, dots, dashes and underscores", "[A-Za-z0-9._-]{1,128}", ClientId::new);
    static final Shape<OpenPlatform> OPEN_PLATFORM = matching(
            "a name of your own for the Open Platform account that the app is bound to",
            "[A-Za-z0-9._-]{1,64}",
            OpenPlatform::new);
    static final Shape<Secret> SECRET = Shape.secret("a secret without spaces", text -> new Secret(word(text)));
    static final Shape<Secret> PUSH_TOKEN = Shape.secret(
            "the Token of the message push: 3 to 32 letters and digits",
            text -> new Secret(match("[A-Za-z0-9]{3,32}", text)));
    static final Shape<Secret> ENCODING_AES_KEY = Shape.secret(
            "the EncodingAESKey of the message push: 43 letters and digits",
            text -> new Secret(match("[A-Za-z0-9+/]{43}", text)));
    static final Shape<Secret> WEBHOOK_SECRET =
            Shape.secret("a secret that begins with whsec_", text -> new Secret(match("whsec_\\S+", text)));
    static final Shape<DomainFile> DOMAIN_FILE = Shape.of(
            "the name of the file that WeChat has you place below your domain: MP_verify_….txt", DomainFile::new);
    static final Shape<String> SCOPE = matching("a scope such as introspect", "[a-z][a-z0-9:._-]*");
    static final Shape<String> EVENT =
            matching("an event such as user.merged, or user.*", "\\*|[a-z_]+\\.(\\*|[a-z_.]+)");

    private Shapes() {}

    /** The constants of an enum by their labels, {@code mini-program} for {@code MINI_PROGRAM}. */
    static <E extends Enum<E>> Shape<E> oneOf(Class<E> type) {
        return oneOf(Stream.of(type.getEnumConstants())
                .collect(toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity())));
    }

    private static <T> Shape<T> oneOf(Map<String, T> values) {
        String expected = values.keySet().stream().sorted().collect(joining(", ", "one of ", ""));
        return Shape.of(expected, text -> {
            T value = values.get(text);
            if (value == null) {
                throw new Hint(Nearest.hint(text, values.keySet()));
            }
            return value;
        });
    }

    private static Shape<String> matching(String expected, String regex) {
        return Shape.of(expected, text -> match(regex, text));
    }

    private static <T> Shape<T> matching(String expected, String regex, Function<String, T> wrap) {
        return Shape.of(expected, text -> wrap.apply(match(regex, text)));
    }

    private static String match(String regex, String text) {
        if (!text.matches(regex)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String word(String text) {
        return match("\\S+", text);
    }

    private static int number(String text) {
        return Integer.parseInt(match("\\d{1,9}", text));
    }

    private static Duration duration(String text) {
        if (text.matches("\\d+")) {
            throw new Hint("did you mean \"" + text + "m\"?");
        }
        MatchResult parts = parts(DURATION, text);
        return unit(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    }

    private static Rate rate(String text) {
        if (text.matches("\\d+")) {
            throw new Hint("did you mean \"" + text + "/m\"?");
        }
        MatchResult parts = parts(RATE, text);
        return new Rate(Integer.parseInt(parts.group(1)), unit(parts.group(2)));
    }

    private static EncryptionKey encryptionKey(String text) {
        MatchResult parts = parts(KEY, text);
        int bytes = Base64.getDecoder().decode(parts.group(2)).length;
        if (bytes != ENCRYPTION_KEY_BYTES) {
            throw new Hint("these are " + bytes + " bytes");
        }
        return new EncryptionKey(parts.group(1), new Secret(text));
    }

    private static MatchResult parts(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .filter(found -> found.group().length() == text.length())
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Duration unit(String name) {
        Duration unit = UNITS.get(name);
        if (unit == null) {
            throw new IllegalArgumentException();
        }
        return unit;
    }
}
