package io.uniongate.simulator;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One person of a running simulator, and what his phone does. */
public final class SimulatedUser {
    private final World world;
    private final String name;

    SimulatedUser(World world, String name) {
        this.world = world;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public User data() {
        return world.inside(here -> here.requireUser(name));
    }

    public void change(UnaryOperator<User> change) {
        world.run(here -> here.users.put(name, change.apply(here.requireUser(name))));
    }

    public void becomes(Trait trait) {
        change(user -> user.with(trait));
    }

    public void stopsBeing(Trait trait) {
        change(user -> user.without(trait));
    }

    public String openIdIn(String appId) {
        return identityIn(appId).openId();
    }

    /** Empty as long as the app is not bound to an Open Platform account. */
    public Optional<String> unionIdIn(String appId) {
        return Optional.ofNullable(identityIn(appId).unionId());
    }

    /** {@code wx.login}: a code for the mini program; the session_key before it is dead from now on. */
    public String login(String appId) {
        return world.inside(here -> new Phone(here).login(name, appId).value());
    }

    /** The session_key that counts in that mini program now. */
    public String sessionKeyIn(String appId) {
        return world.inside(here -> new Phone(here).sessionKey(name, appId));
    }

    /** {@code wx.getUserInfo}: the profile, signed and encrypted with the session_key that counts now. */
    public EncryptedProfile encryptedProfile(String appId) {
        return world.inside(here -> new Phone(here).encryptedProfile(name, appId));
    }

    /** Taps the phone number button: a code for {@code getuserphonenumber}, for five minutes from now. */
    public String tapsPhoneButton(String appId) {
        return world.inside(here -> new Phone(here).tapPhoneButton(name, appId).value());
    }

    /** What the phone number button handed out before it had codes, encrypted with the session_key that counts now. */
    public EncryptedPhone encryptedPhone(String appId) {
        return world.inside(here -> new Phone(here).encryptedPhone(name, appId));
    }

    /** Opens a link of WeChat's pages on the phone and consents to all: the URL that the phone calls back. */
    public String approves(String link) {
        return callBack(link, Decision.ALLOW).orElseThrow(() -> new IllegalStateException("WeChat called nobody back"));
    }

    /** Opens a link that ends in a snapshot and stays there: the callback of the virtual account. */
    public String staysInSnapshot(String link) {
        return callBack(link, Decision.STAY_IN_SNAPSHOT)
                .orElseThrow(() -> new IllegalStateException("WeChat called nobody back"));
    }

    /** Opens a link of WeChat's pages on the phone and refuses; most of the time nobody is called back. */
    public Optional<String> denies(String link) {
        return callBack(link, Decision.DENY);
    }

    /** Follows the account; complete when its server was told, or had its three chances. */
    public Future<Push> follows(String appId) {
        return world.inside(here -> new PersonEvents(here).follow(here.requireUser(name), here.requireApp(appId)));
    }

    public Future<Push> unfollows(String appId) {
        return world.inside(here -> new PersonEvents(here).unfollow(here.requireUser(name), here.requireApp(appId)));
    }

    /** Scans an account's QR code: its ticket, the URL in it or that of its image. Who does not follow yet does then. */
    public Future<Push> scans(String qr) {
        return world.inside(here -> new PersonEvents(here).scan(here.requireUser(name), qr));
    }

    /** WeChat cleaned his profile away as risky: {@code user_info_modified}. */
    public Future<Push> isCleanedIn(String appId) {
        return authorization(appId, "user_info_modified", "");
    }

    /** Takes an authorization back; {@code revokeInfo} is WeChat's number of the item, {@code 8} for the phone number. */
    public Future<Push> revokes(String appId, String revokeInfo) {
        return authorization(appId, "user_authorization_revoke", revokeInfo);
    }

    /** Deregisters: {@code user_authorization_cancellation}. */
    public Future<Push> deregistersFrom(String appId) {
        return authorization(appId, "user_authorization_cancellation", "");
    }

    /** Ends the refresh tokens of all grants (42007). */
    public void changesPassword() {
        world.run(here -> here.grants.passwordChanged(name));
    }

    private Optional<String> callBack(String link, Decision decision) {
        PageStep step = world.inside(here -> new Visits(here).walk(link, name, decision));
        if (step instanceof PageStep.Broken broken) {
            throw new IllegalStateException(
                    broken.error().english() + " (" + broken.error().code() + ")");
        }
        return step instanceof PageStep.CallBack called
                ? Optional.of(called.urls().get(0))
                : Optional.empty();
    }

    private Future<Push> authorization(String appId, String event, String revokeInfo) {
        return world.inside(here -> new PersonEvents(here)
                .authorization(here.requireUser(name), here.requireApp(appId), event, revokeInfo));
    }

    private Grant.Identity identityIn(String appId) {
        return world.inside(here -> here.identity(here.requireApp(appId), here.requireUser(name), Account.REAL));
    }
}
