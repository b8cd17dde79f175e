package io.uniongate.webpage;

import io.uniongate.contract.problem.Problem;
import java.util.Map;

/** What a page of ours tells a person, in Chinese and in English. */
enum Notice {
    OPEN_IN_WECHAT(
            Tone.GUIDE,
            "请在微信中打开",
            "这里只能用微信登录。请把刚才的网址发到微信，在微信里打开后再登录。",
            "Open this in WeChat",
            "Signing in here works in WeChat only. Send yourself the page you came from, open it in WeChat,"
                    + " and sign in there."),
    FULL_SERVICE(
            Tone.GUIDE,
            "请使用完整服务",
            "你看到的是微信的快照页，在这里不能登录。请点一下屏幕底部的“使用完整服务”，然后重新登录。",
            "Continue in full service",
            "WeChat shows you a snapshot of this page, where nobody can sign in. Tap “使用完整服务” (use the full"
                    + " service) at the bottom of the screen, then start the login again."),
    CANCELLED(
            Tone.STOP,
            "登录已取消",
            "你没有同意微信授权，所以没有登录。",
            "Login cancelled",
            "You did not agree on WeChat's page, so you are not signed in."),
    STALE(
            Tone.STOP,
            "登录已失效",
            "这次登录已过期、已用过，或者不是在这个浏览器里开始的。请回到原来的页面重新登录。屏幕底部若有“使用完整服务”，请先点它。",
            "This login is no longer valid",
            "It has expired, was used already, or began in another browser. Go back to the page you came from and"
                    + " sign in again. If “使用完整服务” shows at the bottom of the screen, tap it first."),
    LOOP(
            Tone.STOP,
            "登录次数过多",
            "短时间内登录了太多次。浏览器可能没有保存 Cookie：请允许 Cookie，过一分钟再试。",
            "Too many attempts",
            "This browser has begun to sign in too often. It may not be keeping cookies: allow them, wait a"
                    + " minute, and try again."),
    CODE_EXPIRED(
            Tone.STOP,
            "微信授权已过期",
            "微信给出的授权已经用过或过期，请重新登录。",
            "WeChat permission expired",
            "It was used already or is too old. Please sign in again."),
    BLOCKED(
            Tone.STOP,
            "无法登录",
            "这个账号目前不能登录，请联系网站客服。",
            "You cannot sign in",
            "This account is blocked. Please ask the site's support."),
    BUSY(
            Tone.STOP,
            "服务暂时不可用",
            "服务器或微信正忙，请稍后再试。",
            "Not available right now",
            "The server or WeChat is busy. Please try again in a moment."),
    MISTAKEN(
            Tone.STOP,
            "登录请求有误",
            "这个网站发来的登录请求不正确，请联系网站。",
            "This login request is wrong",
            "The site you came from sent a wrong request. Please tell the site."),
    FAILED(
            Tone.STOP,
            "登录没有成功",
            "出了点问题，请重新登录。若一再出现，请把下面的编号告诉网站客服。",
            "The login did not succeed",
            "Something went wrong. Please try again; if it keeps happening, tell the site's support the number"
                    + " below.");

    private static final Map<Class<? extends Problem>, Notice> OF_PROBLEM = Map.of(
            Problem.AccessDenied.class, CANCELLED,
            Problem.SnapshotUser.class, FULL_SERVICE,
            Problem.StateInvalid.class, STALE,
            Problem.LoginLoop.class, LOOP,
            Problem.CodeInvalid.class, CODE_EXPIRED,
            Problem.UserBlocked.class, BLOCKED,
            Problem.RedirectUriInvalid.class, MISTAKEN,
            Problem.InvalidRequest.class, MISTAKEN);

    private final Tone tone;
    private final String chineseTitle;
    private final String chinese;
    private final String englishTitle;
    private final String english;

    Notice(Tone tone, String chineseTitle, String chinese, String englishTitle, String english) {
        this.tone = tone;
        this.chineseTitle = chineseTitle;
        this.chinese = chinese;
        this.englishTitle = englishTitle;
        this.english = english;
    }

    static Notice of(Problem problem) {
        Notice usual = problem instanceof Problem.Passing ? BUSY : FAILED;
        return OF_PROBLEM.getOrDefault(problem.getClass(), usual);
    }

    Tone tone() {
        return tone;
    }

    String title(Language language) {
        return language == Language.CHINESE ? chineseTitle : englishTitle;
    }

    String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    /** Whether the person is shown the way, or told that it ends here. */
    enum Tone {
        GUIDE("guide", "i"),
        STOP("stop", "!");

        private final String style;
        private final String sign;

        Tone(String style, String sign) {
            this.style = style;
            this.sign = sign;
        }

        String style() {
            return style;
        }

        String sign() {
            return sign;
        }
    }
}
