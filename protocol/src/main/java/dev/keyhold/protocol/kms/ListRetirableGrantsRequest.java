package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import dev.keyhold.protocol.kms.Shapes.PrincipalIdType;
import dev.keyhold.protocol.kms.Shapes.ServicePrincipalType;
import org.jspecify.annotations.Nullable;

/// Request of ListRetirableGrants, which lists the grants that a principal may end, on keys of any account.
///
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
/// @param retiringPrincipal who may end them; this or the service
/// @param retiringServicePrincipal the AWS service that may end them
public record ListRetirableGrantsRequest(
        @LimitType @Nullable Integer limit,
        @MarkerType @Nullable String marker,
        @PrincipalIdType @Nullable String retiringPrincipal,
        @ServicePrincipalType @Nullable String retiringServicePrincipal) {}
