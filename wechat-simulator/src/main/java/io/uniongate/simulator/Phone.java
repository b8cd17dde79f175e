package io.uniongate.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person's phone does by itself: {@code wx.login}, the phone number button, and the code that a page's consent ends in. */
final class Phone {
    private final World world;

    Phone(World world) {
        this.world = world;
    }

    /** {@code wx.login} (protocol.md §1.1): a code, and with it a new session_key that ends the previous one. */
    Code login(String userName, String appId) {
        App app = requireMiniProgram(appId);
        String key = rotate(world.requireUser(userName), appId);
        return issue(app, userName, new Code.Origin.MiniProgram(key), Account.REAL);
    }

    Code consent(App app, String userName, String scope, Account account) {
        return issue(app, userName, new Code.Origin.Page(scope), account);
    }

    /** The phone number button (protocol.md §1.7); the code's time begins with the tap. */
    Code tapPhoneButton(String userName, String appId) {
        App app = requireMiniProgram(appId);
        if (world.requireUser(userName).is(Trait.WITHOUT_PHONE)) {
            throw new IllegalArgumentException("getPhoneNumber:fail, " + userName + " has no phone number");
        }
        return issue(app, userName, new Code.Origin.PhoneButton(), Account.REAL);
    }

    /** The session_key that counts now; a first one if the user never logged in. */
    String sessionKey(String userName, String appId) {
        SessionKey current = currentKey(userName, appId);
        return current != null ? current.value() : rotate(world.requireUser(userName), appId);
    }

    @Nullable
    SessionKey currentKey(String userName, String appId) {
        return world.sessionKeys.get(appId + '\n' + userName);
    }

    /** {@code resetusersessionkey}: a new key that lives no longer than the one before. */
    SessionKey replaceSessionKey(User user, String appId) {
        SessionKey before = currentKey(user.name(), appId);
        Instant expiresAt = before == null ? world.now().plus(SessionKey.LIFETIME) : before.expiresAt();
        String pinned = user.sessionKeys().get(appId);
        SessionKey next = new SessionKey(pinned != null ? pinned : world.identifiers.sessionKey(), expiresAt);
        world.sessionKeys.put(appId + '\n' + user.name(), next);
        return next;
    }

    EncryptedProfile encryptedProfile(String userName, String appId) {
        App app = world.requireApp(appId);
        User user = world.requireUser(userName);
        Grant.Identity identity = world.identity(app, user, Account.REAL);
        return cipher(userName, appId).seal(world.shown(user), app, identity, world.now());
    }

    EncryptedPhone encryptedPhone(String userName, String appId) {
        App app = requireMiniProgram(appId);
        Dialled number = Dialled.of(world.requireUser(userName).phone());
        ProfileCipher cipher = cipher(userName, appId);
        String plaintext = number.describe(app, world.now(), world.quirks).encode();
        return new EncryptedPhone(cipher.encrypt(plaintext), cipher.vector());
    }

    private ProfileCipher cipher(String userName, String appId) {
        return new ProfileCipher(sessionKey(userName, appId), world.identifiers.initializationVector());
    }

    private App requireMiniProgram(String appId) {
        App app = world.requireApp(appId);
        if (app.kind() != AppKind.MINI_PROGRAM) {
            throw new IllegalArgumentException("this needs a mini program, and " + appId + " is none");
        }
        return app;
    }

    private String rotate(User user, String appId) {
        world.sessionKeys.remove(appId + '\n' + user.name());
        return replaceSessionKey(user, appId).value();
    }

    private Code issue(App app, String userName, Code.Origin origin, Account account) {
        Duration lifetime = app.kind() == AppKind.WEBSITE_APP ? Code.WEBSITE_LIFETIME : Code.LIFETIME;
        Instant expiresAt = world.now().plus(lifetime);
        Code code = new Code(
                world.identifiers.code(), app.appId(), userName, origin, account, expiresAt, Code.State.UNUSED);
        world.codes.put(code.value(), code);
        return code;
    }
}
