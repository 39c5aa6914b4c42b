package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.InstanceProfileNameType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An instance profile. There are none here; the shape stands in a reply whose list is empty.
///
/// @param path the path, which begins and ends with a slash
/// @param instanceProfileName the name
/// @param instanceProfileId the unique id
/// @param arn the ARN
/// @param createDate when it was made
/// @param roles the roles
/// @param tags the tags
public record InstanceProfile(
        @PathType String path,
        @InstanceProfileNameType String instanceProfileName,
        @IdType String instanceProfileId,
        @ArnType String arn,
        Instant createDate,
        List<Role> roles,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public InstanceProfile {
        roles = List.copyOf(roles);
        tags = Copies.list(tags);
    }
}
