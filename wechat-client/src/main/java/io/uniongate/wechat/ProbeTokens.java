package io.uniongate.wechat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.wechat.KeptTokens.Kept;
import io.vertx.core.Future;
import java.util.Optional;

/** What a probe has of the tokens that all nodes share, if there is a place where they do. */
interface ProbeTokens {
    /** To ask with about an app that logs in through a component. */
    Future<Secret> ofComponent(WeChatApp app, Deadline deadline);

    /** The app's access_token as it was last fetched, by whichever node. */
    Future<Optional<Kept>> ofApp(WeChatApp app);

    /** In Postgres, for all nodes. */
    record Shared(SharedTokens componentTokens, KeptTokens kept) implements ProbeTokens {
        @Override
        public Future<Secret> ofComponent(WeChatApp app, Deadline deadline) {
            return componentTokens.current(app, deadline);
        }

        @Override
        public Future<Optional<Kept>> ofApp(WeChatApp app) {
            return kept.find(new TokenRow(app.id(), TokenKind.ACCESS_TOKEN));
        }
    }
}
