package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import java.time.Instant;

/// A group.
///
/// @param path the path, which begins and ends with a slash
/// @param groupName the name of the group
/// @param groupId the unique id
/// @param arn the ARN
/// @param createDate when it was made
public record Group(
        @PathType String path,
        @GroupNameType String groupName,
        @IdType String groupId,
        @ArnType String arn,
        Instant createDate) {}
