package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListKeys.
///
/// @param keys the keys
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
public record ListKeysResponse(List<KeyListEntry> keys, @MarkerType @Nullable String nextMarker, Boolean truncated) {

    /// Copies what could change.
    public ListKeysResponse {
        keys = List.copyOf(keys);
    }
}
