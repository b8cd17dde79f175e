package io.uniongate.app.config;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.WeChatApps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole configuration of one process, checked. */
public record AppConfig(
        Http http,
        Management management,
        Database database,
        WeChat wechat,
        Tokens tokens,
        List<EncryptionKey> encryptionKeys,
        WeChatApps apps,
        Map<AppId, Push> push,
        Map<AppId, List<String>> jsSdkHosts,
        Map<AppId, DomainFile> domainFiles,
        Clients clients,
        List<Webhook> webhooks,
        RateLimits rateLimits,
        Cluster cluster,
        Set<Role> roles,
        Logging logging,
        Shutdown shutdown) {
    public AppConfig {
        encryptionKeys = List.copyOf(encryptionKeys);
        push = Map.copyOf(push);
        jsSdkHosts = Map.copyOf(jsSdkHosts);
        domainFiles = Map.copyOf(domainFiles);
        webhooks = List.copyOf(webhooks);
        roles = Set.copyOf(roles);
    }

    /** The public port. */
    public record Http(String host, int port, URI publicUrl, List<String> trustedProxies) {
        public Http {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** Where WeChat is given to send people back to. */
        public String domain() {
            return publicUrl.getHost();
        }

        /** Whether nobody but this machine can mean this server by its public URL. */
        public boolean isLocal() {
            return Urls.isThisMachine(publicUrl);
        }
    }

    public record Management(String host, int port) {}

    /** The URL holds a password, so it is a secret as a whole. */
    public record Database(Secret url, int poolSize, Path dataDirectory) {}

    /** Where WeChat is reached; other than WeChat's own only for a simulator. */
    public record WeChat(URI apiUrl, URI openUrl, URI mpUrl, Duration timeout) {}

    public record Tokens(URI issuer, Duration accessTokenTtl, Duration refreshTokenTtl) {}

    /**
     * How WeChat's messages to one app or third-party platform arrive (protocol.md §1.11); {@code receiver} is the
     * appid that they are encrypted to, for an app that authorised a platform the platform's.
     */
    public record Push(
            Secret token,
            @Nullable Secret encodingAesKey,
            @Nullable Secret previousEncodingAesKey,
            PushMode mode,
            AppId receiver) {}

    public enum PushMode {
        AES,
        PLAIN
    }

    public enum ClientType {
        PUBLIC,
        CONFIDENTIAL
    }

    public record Webhook(URI url, Secret secret, List<String> events) {
        public Webhook {
            events = List.copyOf(events);
        }
    }

    public record RateLimits(boolean enabled, Rate loginPerIp, Rate tokenPerIp, Rate jsSdkPerIp) {}

    public record Cluster(boolean enabled) {}

    /** A part of the server that may run in a process of its own. */
    public enum Role {
        MINIPROGRAM_API,
        WEBPAGE_OAUTH,
        WECHAT_PUSH,
        AUTH_CORE,
        ADMIN_CONSOLE
    }

    public record Logging(LogFormat format, LogLevel level) {}

    public enum LogFormat {
        AUTO,
        JSON,
        TEXT
    }

    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** How long a stop waits: for load balancers to look away, then for requests in flight. */
    public record Shutdown(Duration drainDelay, Duration finishWithin) {}
}
