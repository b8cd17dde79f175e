package io.uniongate.simulator;

/** What {@code wx.getUserInfo} hands to a mini program (protocol.md §1.10). */
public record EncryptedProfile(String rawData, String signature, String encryptedData, String iv) {}
