package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user.
///
/// @param path the path, which begins and ends with a slash
/// @param userName the name of the user
/// @param userId the unique id
/// @param arn the ARN
/// @param createDate when it was made
/// @param passwordLastUsed when the console password was last used
/// @param permissionsBoundary the boundary; ListUsers leaves it out
/// @param tags the tags; ListUsers leaves them out
public record User(
        @PathType String path,
        @UserNameType String userName,
        @IdType String userId,
        @ArnType String arn,
        Instant createDate,
        @Nullable Instant passwordLastUsed,
        @Nullable AttachedPermissionsBoundary permissionsBoundary,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public User {
        tags = Copies.list(tags);
    }
}
