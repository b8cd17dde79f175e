package io.uniongate.db;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import org.jspecify.annotations.Nullable;

/** Whom WeChat named in one answer; the scope is the Open Platform account that makes the unionid comparable. */
public record Person(
        AppId app,
        OpenId openId,
        @Nullable Short scope,
        @Nullable UnionId unionId) {
    public Person {
        if ((scope == null) != (unionId == null)) {
            throw new IllegalArgumentException("A unionid means something only inside its Open Platform account");
        }
    }

    @Override
    public String toString() {
        return "Person[" + app + "]";
    }
}
