package io.uniongate.app.flow;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.simulator.SimulatedUser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser, WeChat's unless said otherwise, as far as HTTP goes: cookies and redirects; pages themselves are tested in a real one. */
final class Browser {
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    private final Client client;
    private final SimulatedUser person;
    private final String userAgent;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(Client client, SimulatedUser person) {
        this(client, person, Phone.USER_AGENT);
    }

    Browser(Client client, SimulatedUser person, String userAgent) {
        this.client = client;
        this.person = person;
        this.userAgent = userAgent;
    }

    @CanIgnoreReturnValue
    Answer opens(String url) {
        Answer answer = client.get(url, "User-Agent", userAgent, "Cookie", cookieHeader());
        answer.headers("set-cookie").forEach(this::keep);
        return answer;
    }

    /** The whole way: authorize, WeChat with consent, and the callback's answer. */
    @CanIgnoreReturnValue
    Answer logsIn(String scope) {
        return opens(callback(scope));
    }

    /** The way up to WeChat's return: the callback that the browser is about to open. */
    String callback(String scope) {
        return person.approves(opens(authorizeUrl(scope)).header("location"));
    }

    String authorizeUrl(String scope) {
        return "/oauth2/authorize?response_type=code&client_id=" + Gate.CLIENT
                + "&redirect_uri=" + Client.encode(Gate.REDIRECT_URI)
                + "&scope=" + Client.encode(scope)
                + "&state=client-state&nonce=client-nonce&code_challenge_method=S256&code_challenge=" + challenge();
    }

    @CanIgnoreReturnValue
    Answer redeems(String code) {
        return redeems(code, VERIFIER);
    }

    @CanIgnoreReturnValue
    Answer redeems(String code, @Nullable String verifier) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                Gate.CLIENT,
                "redirect_uri",
                Gate.REDIRECT_URI,
                "code",
                code));
        if (verifier != null) {
            form.put("code_verifier", verifier);
        }
        return client.form("/oauth2/token", form);
    }

    static Map<String, String> query(String location) {
        return Arrays.stream(URI.create(location).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** The code that a redirect hands to the client. */
    static String code(Answer redirect) {
        return Objects.requireNonNull(query(redirect.header("location")).get("code"), redirect::toString);
    }

    static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
