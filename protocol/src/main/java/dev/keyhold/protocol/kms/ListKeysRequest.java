package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import org.jspecify.annotations.Nullable;

/// Request of ListKeys, which lists the keys of the caller's account and Region.
///
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
public record ListKeysRequest(@LimitType @Nullable Integer limit, @MarkerType @Nullable String marker) {}
