package io.uniongate.wechat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.wechat.TokenKind;

/** Which of the shared tokens is meant: what kind of token, and of which app or component. */
record TokenRow(AppId owner, TokenKind kind) {
    /** What ties a sealed token to its row, so that two apps' tokens can never be exchanged. */
    String associatedData() {
        return "wechat_token " + kind + " " + owner;
    }

    @Override
    public String toString() {
        return kind.label() + " of " + owner;
    }
}
