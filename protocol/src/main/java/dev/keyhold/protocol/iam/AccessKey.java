package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.iam.Shapes.AccessKeyIdType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.time.Instant;

/// A new access key with its secret, which only the reply of CreateAccessKey ever shows.
///
/// @param userName the name of the user who has it
/// @param accessKeyId the id of the access key
/// @param status whether the key can be used
/// @param secretAccessKey the secret of the key
/// @param createDate when it was made
public record AccessKey(
        @UserNameType String userName,
        @AccessKeyIdType String accessKeyId,
        StatusType status,
        SecretText secretAccessKey,
        Instant createDate) {}
