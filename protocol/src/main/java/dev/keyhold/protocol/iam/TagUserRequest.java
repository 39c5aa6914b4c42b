package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;

/// Request of TagUser, which adds tags to a user, replacing values of tags that it has.
///
/// @param userName the name of the user
/// @param tags the tags
public record TagUserRequest(@ExistingUserNameType String userName, @TagListType List<Tag> tags) {

    /// Copies what could change.
    public TagUserRequest {
        tags = List.copyOf(tags);
    }
}
