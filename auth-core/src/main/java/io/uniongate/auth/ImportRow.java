package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Profile;
import io.uniongate.contract.UnionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody as another system knew them. */
public record ImportRow(
        AppId app,
        OpenId openId,
        @Nullable UnionId unionId,
        Profile profile,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable PhoneNumber phone) {
    @Override
    public String toString() {
        return "ImportRow[" + app + "]";
    }
}
