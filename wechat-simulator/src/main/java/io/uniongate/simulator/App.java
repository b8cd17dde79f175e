package io.uniongate.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One appid as WeChat's consoles know it. Without {@code openPlatform} nobody has a unionid in it; an empty
 * {@code ipWhitelist} means that none was set up.
 */
public record App(
        String appId,
        AppKind kind,
        String name,
        String secret,
        @Nullable String openPlatform,
        @Nullable String callbackDomain,
        Set<String> ipWhitelist,
        SecretState secretState,
        @Nullable PushSettings push) {

    /** A frozen AppSecret is answered with 40243. */
    public enum SecretState {
        ACTIVE,
        FROZEN
    }

    public App {
        ipWhitelist = Set.copyOf(ipWhitelist);
        if (kind == AppKind.SERVICE_ACCOUNT && push != null && push.format() == PushSettings.Format.JSON) {
            throw new IllegalArgumentException("a service account is pushed XML only");
        }
    }

    public static App miniProgram(String appId, String secret) {
        return new App(appId, AppKind.MINI_PROGRAM, appId, secret, null, null, Set.of(), SecretState.ACTIVE, null);
    }

    /** A certified service account; {@code callbackDomain} is a host, or a host and a path, never a port. */
    public static App serviceAccount(String appId, String secret, String callbackDomain) {
        return new App(
                appId,
                AppKind.SERVICE_ACCOUNT,
                appId,
                secret,
                null,
                callbackDomain,
                Set.of(),
                SecretState.ACTIVE,
                null);
    }

    public static App website(String appId, String secret, String callbackDomain) {
        return new App(
                appId, AppKind.WEBSITE_APP, appId, secret, null, callbackDomain, Set.of(), SecretState.ACTIVE, null);
    }

    /** The account's own name in pushes and migrations ({@code gh_…}), which follows from the appid. */
    public String originalId() {
        return "gh_" + Sha1.of(appId).substring(0, 12);
    }

    public App withKind(AppKind newKind) {
        return new App(appId, newKind, name, secret, openPlatform, callbackDomain, ipWhitelist, secretState, push);
    }

    public App withName(String newName) {
        return new App(appId, kind, newName, secret, openPlatform, callbackDomain, ipWhitelist, secretState, push);
    }

    public App withSecret(String newSecret) {
        return new App(appId, kind, name, newSecret, openPlatform, callbackDomain, ipWhitelist, secretState, push);
    }

    /** Bound to that Open Platform account, or to none with {@code null}. */
    public App withOpenPlatform(@Nullable String newOpenPlatform) {
        return new App(appId, kind, name, secret, newOpenPlatform, callbackDomain, ipWhitelist, secretState, push);
    }

    public App withCallbackDomain(@Nullable String newCallbackDomain) {
        return new App(appId, kind, name, secret, openPlatform, newCallbackDomain, ipWhitelist, secretState, push);
    }

    public App withIpWhitelist(Set<String> newIpWhitelist) {
        return new App(appId, kind, name, secret, openPlatform, callbackDomain, newIpWhitelist, secretState, push);
    }

    public App withSecretState(SecretState newSecretState) {
        return new App(appId, kind, name, secret, openPlatform, callbackDomain, ipWhitelist, newSecretState, push);
    }

    /** Pushed to that server from now on, or to none with {@code null}. */
    public App withPush(@Nullable PushSettings newPush) {
        return new App(appId, kind, name, secret, openPlatform, callbackDomain, ipWhitelist, secretState, newPush);
    }

    @Override
    public String toString() {
        return "App[" + appId + ", " + kind.label() + "]";
    }
}
