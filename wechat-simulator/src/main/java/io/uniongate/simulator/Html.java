package io.uniongate.simulator;

/** The frame around every page: Chinese first, the banner that says what this is, and nothing from outside. */
final class Html {
    private static final String FRAME = """
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · 模拟器</title>
            <style>
            :root { color-scheme: light dark; --text: #191919; --soft: #737373; --card: #fff; --back: #ededed; --line: #e0e0e0;
              --second: #06703a; --link: #576b95; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e8e8e8; --soft: #9a9a9a; --card: #202020; --back: #111; --line: #383838;
                --second: #4cc38a; --link: #9db1dd; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text);
              font: 16px/1.5 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
            .banner { position: sticky; top: 0; padding: 6px 12px; background: #ffc300; color: #3a2c00;
              text-align: center; font-size: 13px; font-weight: 600; letter-spacing: .04em; }
            main { max-width: 420px; margin: 24px auto; padding: 28px 24px; background: var(--card); border-radius: 12px; }
            h1 { margin: 0 0 4px; font-size: 20px; overflow-wrap: anywhere; }
            p { margin: 8px 0; overflow-wrap: anywhere; }
            .en, .small { color: var(--soft); font-size: 13px; }
            .who { display: flex; gap: 12px; align-items: center; margin: 20px 0; padding: 14px 0;
              border: solid var(--line); border-width: 1px 0; }
            .face { width: 48px; height: 48px; flex: none; border-radius: 6px; background: #07c160; color: #fff;
              display: grid; place-items: center; font-size: 22px; }
            button, .button { display: block; width: 100%%; min-height: 48px; margin: 12px 0 0; padding: 11px 12px;
              border: 0; border-radius: 8px; background: #067f3f; color: #fff; font: inherit; font-weight: 600;
              text-align: center; text-decoration: none; cursor: pointer; }
            .plain { background: var(--back); color: var(--second); }
            button:focus-visible, a:focus-visible { outline: 3px solid #ffc300; outline-offset: 2px; }
            .others { margin-top: 20px; padding-top: 12px; border-top: 1px solid var(--line); }
            .others a { display: inline-block; margin: 0 12px 0 0; padding: 8px 0; color: var(--link); }
            .strip { padding: 10px 12px; border-radius: 8px; background: #fff3cd; color: #664d03; font-size: 14px; }
            </style>
            </head>
            <body>
            <div class="banner" role="note">模拟器 / SIMULATOR · 不是微信 · NOT WECHAT</div>
            <main>
            %s
            </main>
            </body>
            </html>
            """;

    private Html() {}

    static String page(String title, String content) {
        return FRAME.formatted(escape(title), content);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
