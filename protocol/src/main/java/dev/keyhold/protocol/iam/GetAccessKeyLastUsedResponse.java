package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;

/// Reply of GetAccessKeyLastUsed.
///
/// @param userName the name of the user who has the key
/// @param accessKeyLastUsed the last use
public record GetAccessKeyLastUsedResponse(
        @ExistingUserNameType String userName, AccessKeyLastUsed accessKeyLastUsed) {}
