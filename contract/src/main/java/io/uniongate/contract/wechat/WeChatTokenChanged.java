package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Event;
import java.time.Instant;

/** This node goes on with another token or ticket, which WeChat gave at that time. For metrics. */
public record WeChatTokenChanged(AppId app, TokenKind kind, Instant obtainedAt) implements Event {}
