package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.NonNegativeIntegerType;
import dev.keyhold.protocol.sts.Shapes.SourceIdentityType;
import org.jspecify.annotations.Nullable;

/// Reply of AssumeRole.
///
/// @param credentials the credentials
/// @param assumedRoleUser the session
/// @param packedPolicySize how much of the room for policies and tags the session takes, in percent
/// @param sourceIdentity who is behind the session
public record AssumeRoleResponse(
        Credentials credentials,
        AssumedRoleUser assumedRoleUser,
        @NonNegativeIntegerType @Nullable Integer packedPolicySize,
        @SourceIdentityType @Nullable String sourceIdentity) {}
