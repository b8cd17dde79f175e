package io.uniongate.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Goes to an address hop by hop, so that it can be told at which of them the way ends. Blocks. */
final class Way {
    /** Of what is looked for here nothing is as long. */
    private static final int LONGEST = 1 << 18;

    private final URI url;
    private final Duration timeout;

    Way(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /** In the order in which they are passed. */
    enum Hop {
        DNS,
        TCP,
        TLS,
        HTTP
    }

    /** Both ends of the connection, as this machine sees them. */
    record Route(String from, String to) {}

    /** How far it went; {@code peer} is as near as it came. */
    sealed interface Walk {
        /** What it was, for whoever expected something else. */
        Text told();

        record Answered(Route route, int status, @Nullable String date, String body) implements Walk {
            @Override
            public Text told() {
                return Text.of("walk.status", status);
            }
        }

        record Ended(Hop hop, String peer, String reason) implements Walk {
            @Override
            public Text told() {
                return language -> reason;
            }
        }
    }

    Walk walk() {
        try {
            return connected(InetAddress.getByName(url.getHost()));
        } catch (UnknownHostException nameless) {
            return new Walk.Ended(Hop.DNS, url.getHost(), "");
        }
    }

    private Walk connected(InetAddress address) {
        String peer = address.getHostAddress() + ":" + port();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port()), millis());
            Route route = new Route(socket.getLocalAddress().getHostAddress(), peer);
            return isSecure() ? encrypted(socket, route) : answered(route);
        } catch (IOException unreachable) {
            return new Walk.Ended(Hop.TCP, peer, reason(unreachable));
        }
    }

    private Walk encrypted(Socket socket, Route route) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, url.getHost(), port(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout(millis());
            secure.startHandshake();
            return answered(route);
        } catch (IOException refused) {
            return new Walk.Ended(Hop.TLS, route.to(), reason(refused));
        }
    }

    /** The request's own timeout is over with the headers, and what follows them may have no end. */
    private Walk answered(Route route) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        try {
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                    .<Walk>thenApplyAsync(response -> read(route, response))
                    .get(2L * millis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            return new Walk.Ended(Hop.HTTP, route.to(), reason(failed.getCause()));
        } catch (TimeoutException slow) {
            return new Walk.Ended(Hop.HTTP, route.to(), "too slow");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Walk.Ended(Hop.HTTP, route.to(), reason(interrupted));
        }
    }

    private static Walk read(Route route, HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new Walk.Answered(
                    route,
                    response.statusCode(),
                    response.headers().firstValue("Date").orElse(null),
                    new String(body.readNBytes(LONGEST), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return String.valueOf(failure == null ? null : failure.getMessage());
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
