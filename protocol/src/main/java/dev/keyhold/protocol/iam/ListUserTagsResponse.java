package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListUserTags.
///
/// @param tags the tags
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListUserTagsResponse(@TagListType List<Tag> tags, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListUserTagsResponse {
        tags = List.copyOf(tags);
    }
}
