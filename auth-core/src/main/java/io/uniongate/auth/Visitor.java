package io.uniongate.auth;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.wechat.WeChat;
import org.jspecify.annotations.Nullable;

/** Somebody WeChat named, with the profile where the scope asked for one and the grant that it was read with. */
record Visitor(OpenId openId, @Nullable UnionId unionId, Profile profile, WeChat.@Nullable UserGrant grant) {
    static Visitor unprofiled(OpenId openId, @Nullable UnionId unionId) {
        return new Visitor(openId, unionId, Profile.EMPTY, null);
    }
}
