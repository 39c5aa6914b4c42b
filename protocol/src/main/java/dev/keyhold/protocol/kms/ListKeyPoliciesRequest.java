package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import org.jspecify.annotations.Nullable;

/// Request of ListKeyPolicies, which lists the names of the policies of a key.
///
/// @param keyId the key
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
public record ListKeyPoliciesRequest(
        @KeyIdType String keyId, @LimitType @Nullable Integer limit, @MarkerType @Nullable String marker) {}
