package io.uniongate.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Goes to WeChat hop by hop, so that it can be told at which of them the way ends. Blocks. */
final class Way {
    private static final String SUBJECT = "way to WeChat";
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(30);

    private final URI url;
    private final Duration timeout;
    private final Clock clock;

    Way(URI url, Duration timeout, Clock clock) {
        this.url = url;
        this.timeout = timeout;
        this.clock = clock;
    }

    List<Checked> walked() {
        try {
            return connected(InetAddress.getByName(url.getHost()));
        } catch (UnknownHostException nameless) {
            return broken(
                    "DNS: no address is known for " + url.getHost(),
                    "check the resolver of this machine or container, and the spelling of wechat.apiUrl");
        }
    }

    private List<Checked> connected(InetAddress address) {
        String peer = address.getHostAddress() + " port " + port();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port()), millis());
            return isSecure() ? encrypted(socket, peer) : answered(peer);
        } catch (IOException unreachable) {
            return broken(
                    "TCP: " + peer + " cannot be reached: " + unreachable.getMessage(),
                    "let outgoing connections through the firewall; WeChat must be reached without a proxy");
        }
    }

    private List<Checked> encrypted(Socket socket, String peer) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, url.getHost(), port(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout(millis());
            secure.startHandshake();
            return answered(peer);
        } catch (IOException refused) {
            return broken(
                    "TLS: no encrypted connection to " + peer + ": " + refused.getMessage(),
                    "check this machine's clock and certificates, and whether a firewall opens the encryption");
        }
    }

    private List<Checked> answered(String peer) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        try {
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            List<Checked> all = new ArrayList<>();
            all.add(Checked.fine(SUBJECT, url.getHost() + " answers at " + peer));
            response.headers()
                    .firstValue("Date")
                    .flatMap(date -> clock(date, clock.instant()))
                    .ifPresent(all::add);
            return all;
        } catch (IOException silent) {
            return broken(
                    "HTTP: " + peer + " takes connections and gives no answer: " + silent.getMessage(),
                    "try again; if it stays so, look for what stands between this server and WeChat");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return broken("HTTP: the question was interrupted", "try again");
        }
    }

    /** WeChat's clock against ours; nothing where WeChat's cannot be read. */
    static Optional<Checked> clock(String date, Instant now) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration skew = Duration.between(theirs, now);
            return Optional.of(
                    skew.abs().compareTo(LONGEST_SKEW) <= 0
                            ? Checked.fine("clock", "agrees with WeChat's")
                            : Checked.broken(
                                    "clock",
                                    "is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                                            + " WeChat's, which spoils signatures and lifetimes",
                                    "have this machine's clock set by NTP"));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static List<Checked> broken(String told, String cure) {
        return List.of(Checked.broken(SUBJECT, told, cure));
    }

    private boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    private int port() {
        return url.getPort() > 0 ? url.getPort() : isSecure() ? 443 : 80;
    }

    private int millis() {
        return Math.toIntExact(timeout.toMillis());
    }
}
