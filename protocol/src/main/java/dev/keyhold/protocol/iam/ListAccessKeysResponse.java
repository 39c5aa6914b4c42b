package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListAccessKeys.
///
/// @param accessKeyMetadata the keys
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListAccessKeysResponse(
        List<AccessKeyMetadata> accessKeyMetadata, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListAccessKeysResponse {
        accessKeyMetadata = List.copyOf(accessKeyMetadata);
    }
}
