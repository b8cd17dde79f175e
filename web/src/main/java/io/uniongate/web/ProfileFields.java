package io.uniongate.web;

import io.uniongate.contract.Profile;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people say of themselves in a body: {@code nickName} and {@code avatarUrl}, at least one of them. */
public record ProfileFields(
        @Nullable String nickName, @Nullable String avatarUrl) {
    private static final Set<String> WEB = Set.of("http", "https");

    /** The profile of a body, or {@code INVALID_REQUEST}: what is absent stays as it is, and nothing is unset. */
    public static Profile read(RoutingContext ctx) {
        ProfileFields fields = Body.read(ctx, ProfileFields.class);
        Set<String> sent = Body.fields(ctx);
        if (!sent.contains("nickName") && !sent.contains("avatarUrl")) {
            throw Body.invalid("nickName or avatarUrl is required");
        }
        Profile profile = new Profile(fields.nickName, fields.avatarUrl);
        if (sent.contains("nickName") && (profile.nickName() == null || fields.hasLongNickName())) {
            throw Body.invalid("nickName must be 1 to " + Profile.NICK_NAME_LENGTH + " printable characters");
        }
        if (sent.contains("avatarUrl") && !isWebAddress(profile.avatarUrl())) {
            throw Body.invalid("avatarUrl must be an http or https URL");
        }
        return profile;
    }

    private boolean hasLongNickName() {
        return nickName != null && nickName.codePointCount(0, nickName.length()) > Profile.NICK_NAME_LENGTH;
    }

    private static boolean isWebAddress(@Nullable String text) {
        try {
            URI address = new URI(text == null ? "" : text);
            return address.getScheme() != null && WEB.contains(address.getScheme()) && address.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
