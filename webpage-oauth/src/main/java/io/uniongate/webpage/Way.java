package io.uniongate.webpage;

import io.uniongate.contract.AppId;

/** How a browser gets to somebody's WeChat and back. */
sealed interface Way {
    AppId app();

    /** The browser leaves for WeChat's page. */
    record Visit(WeChatPage page) implements Way {
        @Override
        public AppId app() {
            return page.app();
        }
    }

    /** WeChat's page stands in one of ours. */
    record Embed(WeChatPage page) implements Way {
        @Override
        public AppId app() {
            return page.app();
        }
    }

    /** The browser waits until somebody has scanned the service account's QR code. */
    record Scan(AppId app) implements Way {}

    /** Whether nobody is shown anything. */
    default boolean isSilent() {
        return this instanceof Visit visit && visit.page().isSilent();
    }
}
