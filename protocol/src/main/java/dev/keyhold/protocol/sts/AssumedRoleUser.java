package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.ArnType;
import dev.keyhold.protocol.sts.Shapes.AssumedRoleIdType;

/// The session of a role, as a principal.
///
/// @param assumedRoleId the unique id of the role and the name of the session
/// @param arn the ARN
public record AssumedRoleUser(@AssumedRoleIdType String assumedRoleId, @ArnType String arn) {}
