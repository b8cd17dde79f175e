package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.Json;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What the pages say. */
final class Pages {
    private Pages() {}

    static String error(PageError error) {
        String code = error.code() == 0 ? "" : "<p class=\"small\">错误码 / error code: %d</p>".formatted(error.code());
        return Html.page(
                "出错了",
                "<h1>%s</h1>\n<p class=\"en\" lang=\"en\">%s</p>\n%s"
                        .formatted(Html.escape(error.chinese()), Html.escape(error.english()), code));
    }

    static String outsideWeChat(String link) {
        return Html.page("请在微信客户端打开链接", """
                <h1>请在微信客户端打开链接</h1>
                <p class="en" lang="en">Open this link in WeChat: the User-Agent has no MicroMessenger.</p>
                <a class="button" href="%s">在模拟微信中打开 / Open as WeChat</a>""".formatted(Html.escape(link + "&sim_wechat=1#wechat_redirect")));
    }

    static String consent(PageStep.Consent step, User user, String others) {
        PageRequest request = step.pending().request();
        String target = request.wishes().contains(PageRequest.Wish.LEAVE_FRAME) ? " target=\"_top\"" : "";
        boolean website = request.app().kind() == AppKind.WEBSITE_APP;
        String heading = website ? "微信登录" : "申请使用";
        String explanation = website
                ? "<p>扫码成功，请在手机上确认登录</p><p class=\"en\" lang=\"en\">Scanned. Confirm the login on the phone.</p>"
                : "<p>获取你的昵称、头像</p><p class=\"en\" lang=\"en\">Asks for your nickname and avatar.</p>";
        return Html.page(
                heading,
                "<h1>%s</h1>\n<p class=\"small\">%s</p>\n%s\n%s\n%s\n%s"
                        .formatted(
                                Html.escape(request.app().name()),
                                heading,
                                explanation,
                                who(user),
                                form(step.ticket(), Decision.ALLOW, "允许 / Allow", "", target)
                                        + form(step.ticket(), Decision.DENY, "拒绝 / Deny", "plain", ""),
                                others));
    }

    static String snapshot(PageStep.Snapshot step, User user, String others) {
        return Html.page("网页快照", """
                <h1>%s</h1>
                <p class="strip">你正在浏览网页快照，部分功能可能无法使用</p>
                <p class="en" lang="en">A snapshot: the page gets a virtual openid, unionid and profile.</p>
                %s
                %s%s
                %s""".formatted(
                        Html.escape(step.pending().request().app().name()),
                        who(user),
                        form(step.ticket(), Decision.USE_FULL_SERVICE, "使用完整服务 / Use the full service", "", ""),
                        form(step.ticket(), Decision.STAY_IN_SNAPSHOT, "继续浏览快照 / Stay in the snapshot", "plain", ""),
                        others));
    }

    static String closed() {
        return Html.page(
                "已拒绝",
                "<h1>已拒绝授权，页面已关闭</h1>\n<p class=\"en\" lang=\"en\">Denied. WeChat closes the page and calls nobody.</p>");
    }

    /** The first call is made beside the second, as WeChat on Android does. */
    static String callBackTwice(List<String> urls, String nonce) {
        String list = Json.encode(urls).replace("<", "\\u003c");
        return Html.page("正在跳转", """
                <h1>正在跳转（回调两次）</h1>
                <p class="en" lang="en">Calls back twice with the same code.</p>
                <a class="button" href="%s">继续 / Continue</a>
                <script nonce="%s">
                const urls = %s;
                fetch(urls[0], { mode: "no-cors", credentials: "include", keepalive: true }).catch(() => {});
                location.replace(urls[1]);
                </script>""".formatted(Html.escape(urls.get(0)), nonce, list));
    }

    /** Links by which somebody else takes the phone. */
    static String others(Collection<User> users, String link) {
        String links = users.stream()
                .limit(20)
                .map(user -> "<a href=\"%s\">%s</a>"
                        .formatted(
                                Html.escape(link + "&sim_user=" + URLEncoder.encode(user.name(), UTF_8)
                                        + "#wechat_redirect"),
                                Html.escape(user.name())))
                .collect(Collectors.joining("\n"));
        return "<nav class=\"others small\">换个用户 / Somebody else:<br>" + links + "</nav>";
    }

    private static String who(User user) {
        return "<div class=\"who\"><div class=\"face\" aria-hidden=\"true\">%s</div><div>%s<br><span class=\"small\">模拟用户 %s</span></div></div>"
                .formatted(
                        Html.escape(Face.initial(user.nickname())),
                        Html.escape(user.nickname()),
                        Html.escape(user.name()));
    }

    private static String form(String ticket, Decision decision, String label, String style, String target) {
        return """
                <form method="post" action="/_sim/reply"%s>
                <input type="hidden" name="ticket" value="%s"><input type="hidden" name="decision" value="%s">
                <button class="%s">%s</button>
                </form>
                """.formatted(target, ticket, decision, style, label);
    }
}
