package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantIdType;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import org.jspecify.annotations.Nullable;

/// Request of RetireGrant, by which those whom a grant concerns end it. It is named by its token, or by its id and its
/// key. The reply has an empty body.
///
/// @param grantToken a token of the grant
/// @param keyId the ARN of the key
/// @param grantId the grant's id
/// @param dryRun whether only the right to make the call is checked
public record RetireGrantRequest(
        @GrantTokenType @Nullable String grantToken,
        @KeyIdType @Nullable String keyId,
        @GrantIdType @Nullable String grantId,
        @Nullable Boolean dryRun) {}
