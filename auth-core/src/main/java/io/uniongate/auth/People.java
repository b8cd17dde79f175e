package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.db.Person;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a unionid its scope; one from an app without an Open Platform account is comparable to nothing and dropped. */
record People(Map<AppId, Short> scopes) {
    People {
        scopes = Map.copyOf(scopes);
    }

    Person of(AppId app, OpenId openId, @Nullable UnionId unionId) {
        Short scope = scopes.get(app);
        return scope == null || unionId == null
                ? new Person(app, openId, null, null)
                : new Person(app, openId, scope, unionId);
    }
}
