package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateUser, which makes a user.
///
/// @param path the path, which begins and ends with a slash
/// @param userName the name of the user
/// @param permissionsBoundary the managed policy that bounds the permissions
/// @param tags the tags
public record CreateUserRequest(
        @PathType @PathWords @Nullable String path,
        @UserNameType String userName,
        @ArnType @Nullable String permissionsBoundary,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreateUserRequest {
        tags = Copies.list(tags);
    }
}
