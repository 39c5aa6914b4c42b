package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.AccessKeyIdType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.time.Instant;

/// An access key without its secret.
///
/// @param userName the name of the user who has it
/// @param accessKeyId the id of the access key
/// @param status whether the key can be used
/// @param createDate when it was made
public record AccessKeyMetadata(
        @UserNameType String userName, @AccessKeyIdType String accessKeyId, StatusType status, Instant createDate) {}
