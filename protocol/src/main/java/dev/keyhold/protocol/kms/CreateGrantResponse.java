package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantIdType;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;

/// Reply of CreateGrant.
///
/// @param grantToken names the grant; another one with every reply, not a secret
/// @param grantId the grant's id
public record CreateGrantResponse(@GrantTokenType String grantToken, @GrantIdType String grantId) {}
