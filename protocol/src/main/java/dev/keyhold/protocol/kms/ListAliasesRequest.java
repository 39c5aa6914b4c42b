package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import org.jspecify.annotations.Nullable;

/// Request of ListAliases, which lists the names of the caller's account and Region.
///
/// @param keyId list only the aliases of this key
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
public record ListAliasesRequest(
        @KeyIdType @Nullable String keyId, @LimitType @Nullable Integer limit, @MarkerType @Nullable String marker) {}
