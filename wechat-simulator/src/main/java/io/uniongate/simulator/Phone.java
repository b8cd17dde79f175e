package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;

/** What a person's phone does by itself: {@code wx.login}, and the code that a page's consent ends in. */
final class Phone {
    private final World world;

    Phone(World world) {
        this.world = world;
    }

    /** {@code wx.login} (protocol.md §1.1): a code, and with it a new session_key that ends the previous one. */
    Code login(String userName, String appId) {
        App app = world.requireApp(appId);
        if (app.kind() != AppKind.MINI_PROGRAM) {
            throw new IllegalArgumentException("wx.login needs a mini program, and " + appId + " is none");
        }
        String key = rotate(world.requireUser(userName), appId);
        return issue(app, userName, new Code.Origin.MiniProgram(key), Account.REAL);
    }

    Code consent(App app, String userName, String scope, Account account) {
        return issue(app, userName, new Code.Origin.Page(scope), account);
    }

    /** The session_key that counts now; a first one if the user never logged in. */
    String sessionKey(String userName, String appId) {
        String current = world.sessionKeys.get(key(userName, appId));
        return current != null ? current : rotate(world.requireUser(userName), appId);
    }

    EncryptedProfile encryptedProfile(String userName, String appId) {
        App app = world.requireApp(appId);
        User user = world.requireUser(userName);
        Grant.Identity identity = world.identity(app, user, Account.REAL);
        ProfileCipher cipher = new ProfileCipher(sessionKey(userName, appId), world.identifiers.initializationVector());
        return cipher.seal(world.shown(user), app, identity, world.now());
    }

    private String rotate(User user, String appId) {
        String pinned = user.sessionKeys().get(appId);
        String next = pinned != null ? pinned : world.identifiers.sessionKey();
        world.sessionKeys.put(key(user.name(), appId), next);
        return next;
    }

    private Code issue(App app, String userName, Code.Origin origin, Account account) {
        Duration lifetime = app.kind() == AppKind.WEBSITE_APP ? Code.WEBSITE_LIFETIME : Code.LIFETIME;
        Instant expiresAt = world.now().plus(lifetime);
        Code code = new Code(
                world.identifiers.code(), app.appId(), userName, origin, account, expiresAt, Code.State.UNUSED);
        world.codes.put(code.value(), code);
        return code;
    }

    private static String key(String userName, String appId) {
        return appId + '\n' + userName;
    }
}
