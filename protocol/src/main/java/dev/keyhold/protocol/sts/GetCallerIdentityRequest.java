package dev.keyhold.protocol.sts;

/// Request of GetCallerIdentity, which tells who the caller is; it has no members.
public record GetCallerIdentityRequest() {}
