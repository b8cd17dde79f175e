package io.uniongate.db;

import io.uniongate.contract.Secret;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Postgres is and who we are to it, for both drivers: Vert.x for statements, JDBC for migrations. Written as in
 * the PostgreSQL manual, 32.1.1.2 "Connection URIs".
 */
public record PostgresUrl(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        SslMode sslMode,
        @Nullable String rootCertificate) {
    /** What pg_stat_activity calls the connections by which a server serves. */
    static final String APPLICATION_NAME = "uniongate";

    /** And those of whoever looks at the schema or brings it up to date. */
    static final String SETUP_NAME = APPLICATION_NAME + " setup";

    /** Those that every connection pooler takes; the client's own extra_float_digits is not among them. */
    private static final Map<String, String> STARTUP_PARAMETERS =
            Map.of("application_name", APPLICATION_NAME, "client_encoding", "utf8", "DateStyle", "ISO");

    private static final String EXPECTED = "expected postgresql://user:password@host:5432/database?sslmode=require"
            + " (special characters in user and password percent-encoded, one host)";
    private static final Pattern SHAPE =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/?#]+)(?::([^:@/?#]*))?@)?(\\[[0-9A-Fa-f:.]+]|[^:/?#@,\\[\\]]*)"
                    + "(?::(\\d{1,5}))?(?:/([^/?#]*))?(?:\\?([^#]*))?");

    public static PostgresUrl of(String text) {
        Matcher url = SHAPE.matcher(text.strip());
        if (!url.matches()) {
            throw new IllegalArgumentException("is not a Postgres URL, " + EXPECTED);
        }
        if (url.group(1) == null) {
            throw new IllegalArgumentException("names no user, " + EXPECTED);
        }
        String user = decoded(url.group(1));
        Map<String, String> parameters = parameters(url.group(6));
        return new PostgresUrl(
                url.group(3).isEmpty() ? "localhost" : url.group(3).replaceAll("[\\[\\]]", ""),
                port(url.group(4)),
                url.group(5) == null || url.group(5).isEmpty() ? user : decoded(url.group(5)),
                user,
                new Secret(url.group(2) == null ? "" : decoded(url.group(2))),
                sslMode(parameters.getOrDefault("sslmode", "prefer")),
                parameters.get("sslrootcert"));
    }

    /** The same server and credentials, another database. */
    public PostgresUrl withDatabase(String name) {
        return new PostgresUrl(host, port, name, user, password, sslMode, rootCertificate);
    }

    /** The whole URL with the password in it, for a child process or a configuration file. */
    public Secret reveal() {
        return new Secret(text(encoded(password.reveal())));
    }

    PgConnectOptions connectOptions() {
        return new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password.reveal())
                .setSslMode(sslMode)
                .setSslOptions(sslOptions())
                .setProperties(new HashMap<>(STARTUP_PARAMETERS));
    }

    /** One connection over JDBC, which blocks; for what is done before Vert.x is there. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password.reveal());
    }

    String jdbcUrl() {
        String trust =
                verifies() && rootCertificate == null ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : "";
        return "jdbc:postgresql://" + authority() + "/" + encoded(database) + "?ApplicationName="
                + encoded(SETUP_NAME)
                + "&connectTimeout=5&sslmode=" + sslModeName(sslMode) + certificate() + trust;
    }

    @Override
    public String toString() {
        return text("***");
    }

    private String text(String shownPassword) {
        String credentials = password.reveal().isEmpty() ? encoded(user) : encoded(user) + ":" + shownPassword;
        return "postgresql://" + credentials + "@" + authority() + "/" + encoded(database) + "?sslmode="
                + sslModeName(sslMode) + certificate();
    }

    private String certificate() {
        return rootCertificate == null ? "" : "&sslrootcert=" + encoded(rootCertificate);
    }

    private String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String sslModeName(SslMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean verifies() {
        return sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL;
    }

    /** As in libpq, {@code prefer} and {@code require} encrypt without asking who answers; the verifying modes do ask. */
    private ClientSSLOptions sslOptions() {
        ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("");
        if (!verifies()) {
            return options.setTrustAll(true);
        }
        if (rootCertificate != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(rootCertificate));
        }
        return sslMode == SslMode.VERIFY_FULL ? options.setHostnameVerificationAlgorithm("HTTPS") : options;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            if (parts.length != 2 || !parts[0].matches("sslmode|sslrootcert")) {
                throw new IllegalArgumentException(
                        "has the parameter '" + parts[0] + "', expected only sslmode and sslrootcert");
            }
            parameters.put(parts[0], decoded(parts[1]));
        }
        return parameters;
    }

    private static int port(@Nullable String digits) {
        int port = digits == null ? 5432 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has the port " + port + ", expected 1 to 65535");
        }
        return port;
    }

    private static SslMode sslMode(String name) {
        for (SslMode mode : SslMode.values()) {
            if (sslModeName(mode).equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "has sslmode '" + name + "', expected one of disable, allow, prefer, require, verify-ca, verify-full");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a broken percent-encoding, " + EXPECTED);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
