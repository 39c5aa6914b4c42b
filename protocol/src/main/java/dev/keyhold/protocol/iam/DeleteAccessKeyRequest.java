package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.AccessKeyIdType;
import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import org.jspecify.annotations.Nullable;

/// Request of DeleteAccessKey, which deletes an access key.
///
/// @param userName the name of the user
/// @param accessKeyId the id of the access key
public record DeleteAccessKeyRequest(
        @ExistingUserNameType @Nullable String userName, @AccessKeyIdType String accessKeyId) {}
