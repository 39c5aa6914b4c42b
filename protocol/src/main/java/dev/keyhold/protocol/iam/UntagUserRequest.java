package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.TagKeyListType;
import dev.keyhold.protocol.iam.Shapes.TagKeyType;
import java.util.List;

/// Request of UntagUser, which takes tags from a user.
///
/// @param userName the name of the user
/// @param tagKeys the names of the tags
public record UntagUserRequest(
        @ExistingUserNameType String userName, @TagKeyListType List<@TagKeyType String> tagKeys) {

    /// Copies what could change.
    public UntagUserRequest {
        tagKeys = List.copyOf(tagKeys);
    }
}
