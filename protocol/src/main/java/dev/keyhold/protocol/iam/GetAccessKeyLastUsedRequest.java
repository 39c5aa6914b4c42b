package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.AccessKeyIdType;

/// Request of GetAccessKeyLastUsed, which tells when an access key was last used.
///
/// @param accessKeyId the id of the access key
public record GetAccessKeyLastUsedRequest(@AccessKeyIdType String accessKeyId) {}
