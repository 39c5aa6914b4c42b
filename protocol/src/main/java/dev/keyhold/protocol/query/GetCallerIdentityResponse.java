package dev.keyhold.protocol.query;

/// Reply of STS GetCallerIdentity.
///
/// @param arn the caller's ARN
/// @param userId the caller's unique id
/// @param account the caller's account
public record GetCallerIdentityResponse(String arn, String userId, String account) {}
