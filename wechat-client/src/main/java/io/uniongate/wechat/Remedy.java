package io.uniongate.wechat;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why WeChat refuses an app as a whole, and who has to do what about it (protocol.md §1.12). */
public record Remedy(String cause, String cure) {
    private static final String CONSOLE = "WeChat's console of this app (开发 > 开发管理 > 开发设置)";
    private static final String ALLOW =
            "add the address below 'IP白名单' in " + CONSOLE + ", of this very app and not of another one";

    private static final Map<Integer, Remedy> BY_ERRCODE = Map.ofEntries(
            entry(-1, new Remedy("WeChat says that it is busy", "try again in a minute")),
            entry(
                    40001,
                    new Remedy(
                            "the secret is not this app's, or was reset since",
                            "copy the AppSecret of this app into apps[].secret; if nobody has it, reset it in "
                                    + CONSOLE)),
            entry(
                    40013,
                    new Remedy(
                            "WeChat knows no app of this AppID",
                            "copy the AppID from " + CONSOLE + "; the original id (gh_…) is another thing")),
            entry(
                    40125,
                    new Remedy(
                            "the secret is wrong: mistyped, of another app, or reset since",
                            "copy the AppSecret of this app into apps[].secret; if nobody has it, reset it in "
                                    + CONSOLE)),
            entry(40164, new Remedy("this server's address is not on the app's list", ALLOW)),
            entry(
                    40243,
                    new Remedy(
                            "the AppSecret is frozen",
                            "unfreeze it in " + CONSOLE + ", or reset it and configure the new")),
            entry(41002, new Remedy("the AppID arrived empty", "set apps[].appId; a proxy may have cut the request")),
            entry(41004, new Remedy("the secret arrived empty", "set apps[].secret; a proxy may have cut the request")),
            entry(
                    45009,
                    new Remedy(
                            "the app's calls of the day are used up",
                            "wait until midnight in China or clear the quota once (接口调用次数清零); find out what else"
                                    + " calls WeChat in this app's name")),
            entry(
                    45011,
                    new Remedy(
                            "too many calls in this minute", "try again in a minute; find out who else calls WeChat")),
            entry(45035, new Remedy("this server's address is not registered for the app", ALLOW)),
            entry(
                    48001,
                    new Remedy(
                            "the app may not use this interface",
                            "have the account certified (微信认证) or apply for the interface below '接口权限'; check that"
                                    + " apps[].kind is what this app is")),
            entry(
                    48004,
                    new Remedy(
                            "WeChat took the interface away from the app for a violation",
                            "read the notice in " + CONSOLE + " and appeal there")),
            entry(
                    61003,
                    new Remedy(
                            "the app has not authorised the third-party platform that asks for it",
                            "have the app's administrator authorise the platform again")),
            entry(61004, new Remedy("this server's address is not registered with the third-party platform", ALLOW)),
            entry(
                    61007,
                    new Remedy(
                            "the app did not grant this interface to the third-party platform",
                            "have the app's administrator authorise the platform again, with this set of rights")),
            entry(
                    89503,
                    new Remedy(
                            "WeChat wants the app's administrator to confirm this server's address",
                            "have the administrator confirm it in the message WeChat sent, then try again")));

    /** What is known of an errcode that tells about the app, and not about one person or one call. */
    public static Optional<Remedy> of(int errcode) {
        return Optional.ofNullable(BY_ERRCODE.get(errcode));
    }

    static Set<Integer> errcodes() {
        return BY_ERRCODE.keySet();
    }
}
