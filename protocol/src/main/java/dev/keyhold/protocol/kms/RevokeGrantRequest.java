package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantIdType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import org.jspecify.annotations.Nullable;

/// Request of RevokeGrant, by which an administrator of the key takes a grant away. The reply has an empty body.
///
/// @param keyId the key
/// @param grantId the grant's id
/// @param dryRun whether only the right to make the call is checked
public record RevokeGrantRequest(@KeyIdType String keyId, @GrantIdType String grantId, @Nullable Boolean dryRun) {}
