package io.uniongate.push;

/** The envelope of an encrypted reply, by WeChat's names (protocol.md §1.11). */
record SealedReply(String encrypt, String msgSignature, String timestamp, String nonce) {}
