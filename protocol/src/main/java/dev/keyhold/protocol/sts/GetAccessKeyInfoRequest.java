package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.AccessKeyIdType;

/// Request of GetAccessKeyInfo, which tells to which account an access key belongs.
///
/// @param accessKeyId the id of the access key
public record GetAccessKeyInfoRequest(@AccessKeyIdType String accessKeyId) {}
