package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Event;
import java.time.Duration;

/** One call of WeChat ended; {@code outcome} is {@code ok}, an errcode, or a word for what broke. For metrics. */
public record WeChatAnswered(String api, AppId app, String outcome, Duration took) implements Event {}
