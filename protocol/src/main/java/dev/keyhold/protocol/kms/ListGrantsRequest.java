package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantIdType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import dev.keyhold.protocol.kms.Shapes.PrincipalIdType;
import dev.keyhold.protocol.kms.Shapes.ServicePrincipalType;
import org.jspecify.annotations.Nullable;

/// Request of ListGrants, which lists the grants on a key.
///
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
/// @param keyId the key
/// @param grantId list only this grant
/// @param granteePrincipal list only the grants of this principal
/// @param granteeServicePrincipal list only the grants of this AWS service
public record ListGrantsRequest(
        @LimitType @Nullable Integer limit,
        @MarkerType @Nullable String marker,
        @KeyIdType String keyId,
        @GrantIdType @Nullable String grantId,
        @PrincipalIdType @Nullable String granteePrincipal,
        @ServicePrincipalType @Nullable String granteeServicePrincipal) {}
