package io.uniongate.contract.registration;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;

/** A third-party platform (第三方平台): logs people in for the apps that authorised it, with its own secret. */
public record Component(AppId id, Secret secret) {}
