package dev.keyhold.protocol.sts;

/// Reply of GetAccessKeyInfo.
///
/// @param account the account
public record GetAccessKeyInfoResponse(String account) {}
