package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.ArnType;

/// Reply of GetCallerIdentity.
///
/// @param arn the caller's ARN
/// @param userId the caller's unique id
/// @param account the caller's account
public record GetCallerIdentityResponse(@ArnType String arn, String userId, String account) {}
