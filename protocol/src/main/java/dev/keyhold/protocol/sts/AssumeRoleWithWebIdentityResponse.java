package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.NonNegativeIntegerType;
import dev.keyhold.protocol.sts.Shapes.SourceIdentityType;
import dev.keyhold.protocol.sts.Shapes.WebIdentitySubjectType;
import org.jspecify.annotations.Nullable;

/// Reply of AssumeRoleWithWebIdentity.
///
/// @param credentials the credentials
/// @param subjectFromWebIdentityToken the `sub` of the token
/// @param assumedRoleUser the session
/// @param packedPolicySize how much of the room for policies and tags the session takes, in percent
/// @param provider the `iss` of the token
/// @param audience the `aud` of the token
/// @param sourceIdentity who is behind the session
public record AssumeRoleWithWebIdentityResponse(
        Credentials credentials,
        @WebIdentitySubjectType @Nullable String subjectFromWebIdentityToken,
        AssumedRoleUser assumedRoleUser,
        @NonNegativeIntegerType @Nullable Integer packedPolicySize,
        @Nullable String provider,
        @Nullable String audience,
        @SourceIdentityType @Nullable String sourceIdentity) {}
