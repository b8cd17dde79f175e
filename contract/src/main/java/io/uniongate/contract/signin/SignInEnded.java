package io.uniongate.contract.signin;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Event;

/** A sign-in ended; {@code result} is {@code known}, {@code create}, {@code link}, {@code merge} … or a Problem's code. For metrics. */
public record SignInEnded(AppId app, String result) implements Event {}
