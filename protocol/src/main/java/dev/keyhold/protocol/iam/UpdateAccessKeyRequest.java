package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.AccessKeyIdType;
import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import org.jspecify.annotations.Nullable;

/// Request of UpdateAccessKey, which activates or deactivates an access key.
///
/// @param userName the name of the user
/// @param accessKeyId the id of the access key
/// @param status whether the key can be used
public record UpdateAccessKeyRequest(
        @ExistingUserNameType @Nullable String userName, @AccessKeyIdType String accessKeyId, StatusType status) {}
