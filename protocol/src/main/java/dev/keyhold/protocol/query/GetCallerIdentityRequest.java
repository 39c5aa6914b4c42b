package dev.keyhold.protocol.query;

/// Request of STS GetCallerIdentity, which has no members.
public record GetCallerIdentityRequest() {}
