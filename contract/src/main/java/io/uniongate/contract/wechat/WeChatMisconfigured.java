package io.uniongate.contract.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Event;

/** WeChat refused this app's own credentials or address: somebody must act (protocol.md §1.12). */
public record WeChatMisconfigured(AppId app, int errcode) implements Event {}
