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
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Goes to an address hop by hop, so that it can be told at which of them the way ends. Blocks. */
final class Way {
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

    /** How far it went; {@code peer} is as near as it came. */
    sealed interface Walk {
        record Answered(String peer, HttpResponse<String> response) implements Walk {}

        record Ended(Hop hop, String peer, String reason) implements Walk {}
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
            return isSecure() ? encrypted(socket, peer) : answered(peer);
        } catch (IOException unreachable) {
            return new Walk.Ended(Hop.TCP, peer, reason(unreachable));
        }
    }

    private Walk encrypted(Socket socket, String peer) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, url.getHost(), port(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout(millis());
            secure.startHandshake();
            return answered(peer);
        } catch (IOException refused) {
            return new Walk.Ended(Hop.TLS, peer, reason(refused));
        }
    }

    private Walk answered(String peer) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        try {
            return new Walk.Answered(peer, client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException silent) {
            return new Walk.Ended(Hop.HTTP, peer, reason(silent));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Walk.Ended(Hop.HTTP, peer, reason(interrupted));
        }
    }

    private static String reason(Exception failure) {
        return String.valueOf(failure.getMessage());
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
