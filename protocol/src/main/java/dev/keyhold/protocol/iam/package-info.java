/// The requests, replies, structures and enums of the AWS IAM API, version 2010-05-08, one record per shape.
///
/// Names, types and constraints are those of the AWS service model; the tests compare them with the AWS SDK's own field
/// tables. A component that is not `@Nullable` is a required member, in a reply also one that IAM always sends. An
/// operation without a reply record answers no result element; UpdateRole has an empty one. Passwords, secrets and
/// one-time codes are [dev.keyhold.protocol.SecretText], also where the model does not call them sensitive.
///
/// Start at [dev.keyhold.protocol.iam.CreateUserRequest]; the constraints that many members share have names in
/// [dev.keyhold.protocol.iam.Shapes], the texts of errors stand in [dev.keyhold.protocol.iam.IamErrors], and
/// [dev.keyhold.protocol.iam.PolicyDocuments] says in which replies a policy is encoded once more.
package dev.keyhold.protocol.iam;
