package io.uniongate.simulator;

/** The wxLogin.js of this simulator: puts the QR page into a frame of somebody's page, as WeChat's does (protocol.md §1.4). */
final class LoginScript {
    static final String PATH = "/connect/zh_CN/htmledition/js/wxLogin.js";
    static final String SOURCE = """
            (function () {
              const origin = new URL(document.currentScript.src).origin;
              window.WxLogin = function (options) {
                const query = ["appid", "scope", "redirect_uri", "state"].map((name) => name + "=" + (options[name] || ""))
                  .concat("login_type=jssdk", "self_redirect=" + (options.self_redirect === true || options.self_redirect === "true"));
                const frame = document.createElement("iframe");
                frame.src = origin + "/connect/qrconnect?" + query.join("&");
                frame.width = "300px";
                frame.height = "400px";
                frame.title = "微信登录";
                frame.style.border = "0";
                document.getElementById(options.id).replaceChildren(frame);
              };
            })();
            """;

    private LoginScript() {}
}
