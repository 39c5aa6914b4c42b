/// The requests, replies, structures and enums of the AWS KMS API (`TrentService`), one record per shape.
///
/// Names, types and constraints are those of the AWS service model `kms-2014-11-01`; the tests compare them with the
/// AWS SDK's own field tables. A component that is not `@Nullable` is a required member. Operations whose output is
/// "unit" in the model answer HTTP 200 with an empty body and have no reply record.
///
/// Start at [dev.keyhold.protocol.kms.EncryptRequest]; the constraints that many members share have names in
/// [dev.keyhold.protocol.kms.Shapes].
package dev.keyhold.protocol.kms;
