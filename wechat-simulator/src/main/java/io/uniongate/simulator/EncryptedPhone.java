package io.uniongate.simulator;

/** What the phone number button hands to a mini program beside its code (protocol.md §1.7). */
public record EncryptedPhone(String encryptedData, String iv) {}
