/// The requests, replies and structures of the AWS STS API, version 2011-06-15, one record per shape.
///
/// Names, types and constraints are those of the AWS service model; the tests compare them with the AWS SDK's own field
/// tables. A component that is not `@Nullable` is a required member, in a reply also one that STS always sends. What
/// opens a session (secrets, tokens, one-time codes) is [dev.keyhold.protocol.SecretText], also where the model does
/// not call it sensitive.
///
/// Start at [dev.keyhold.protocol.sts.AssumeRoleRequest] and [dev.keyhold.protocol.sts.StsErrors].
package dev.keyhold.protocol.sts;
