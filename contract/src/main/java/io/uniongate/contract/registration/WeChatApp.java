package io.uniongate.contract.registration;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import org.jspecify.annotations.Nullable;

/** One configured WeChat app; without an Open Platform account its people have no unionid. */
public record WeChatApp(AppId id, AppKind kind, @Nullable OpenPlatform openPlatform, Secret secret, SignUp signUp) {}
