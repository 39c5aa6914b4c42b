package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListResourceTags.
///
/// @param tags the tags
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
public record ListResourceTagsResponse(List<Tag> tags, @MarkerType @Nullable String nextMarker, Boolean truncated) {

    /// Copies what could change.
    public ListResourceTagsResponse {
        tags = List.copyOf(tags);
    }
}
