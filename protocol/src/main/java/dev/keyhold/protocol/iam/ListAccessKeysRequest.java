package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import org.jspecify.annotations.Nullable;

/// Request of ListAccessKeys, which lists the access keys of a user, or of the caller where none is named.
///
/// @param userName the name of the user
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListAccessKeysRequest(
        @ExistingUserNameType @Nullable String userName,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
