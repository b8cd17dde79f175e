package io.uniongate.simulator;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One person with a phone. Openids and unionids are derived from the seed; the three maps pin published ones
 * (openid and session_key by appid, unionid by Open Platform account). An avatarUrl without a host is the
 * simulator's own.
 */
public record User(
        String name,
        String nickname,
        String avatarUrl,
        String phone,
        Set<Trait> traits,
        Map<String, String> openIds,
        Map<String, String> unionIds,
        Map<String, String> sessionKeys) {

    public User {
        traits = Set.copyOf(traits);
        openIds = Map.copyOf(openIds);
        unionIds = Map.copyOf(unionIds);
        sessionKeys = Map.copyOf(sessionKeys);
    }

    public static User named(String name) {
        return new User(name, name, Face.pathOf(name), "13800138000", Set.of(), Map.of(), Map.of(), Map.of());
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public User withNickname(String newNickname) {
        return new User(name, newNickname, avatarUrl, phone, traits, openIds, unionIds, sessionKeys);
    }

    public User withAvatarUrl(String newAvatarUrl) {
        return new User(name, nickname, newAvatarUrl, phone, traits, openIds, unionIds, sessionKeys);
    }

    public User withPhone(String newPhone) {
        return new User(name, nickname, avatarUrl, newPhone, traits, openIds, unionIds, sessionKeys);
    }

    public User withTraits(Set<Trait> newTraits) {
        return new User(name, nickname, avatarUrl, phone, newTraits, openIds, unionIds, sessionKeys);
    }

    public User with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return withTraits(more);
    }

    public User without(Trait trait) {
        Set<Trait> fewer = EnumSet.noneOf(Trait.class);
        fewer.addAll(traits);
        fewer.remove(trait);
        return withTraits(fewer);
    }

    /** Known to that app by exactly this openid. */
    public User withOpenId(String appId, String openId) {
        Map<String, String> more = plus(openIds, appId, openId);
        return new User(name, nickname, avatarUrl, phone, traits, more, unionIds, sessionKeys);
    }

    /** Known to the apps of that Open Platform account by exactly this unionid. */
    public User withUnionId(String openPlatform, String unionId) {
        Map<String, String> more = plus(unionIds, openPlatform, unionId);
        return new User(name, nickname, avatarUrl, phone, traits, openIds, more, sessionKeys);
    }

    /** Always this session_key in that app, never rotated: how published vectors are driven through real HTTP. */
    public User withSessionKey(String appId, String sessionKey) {
        Map<String, String> more = plus(sessionKeys, appId, sessionKey);
        return new User(name, nickname, avatarUrl, phone, traits, openIds, unionIds, more);
    }

    @Override
    public String toString() {
        return "User[" + name + "]";
    }

    private static Map<String, String> plus(Map<String, String> before, String key, String value) {
        Map<String, String> more = new HashMap<>(before);
        more.put(key, value);
        return more;
    }
}
