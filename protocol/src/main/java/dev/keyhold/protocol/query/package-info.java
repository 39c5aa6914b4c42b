/// The awsQuery protocol, as STS and IAM speak it: form bodies in, XML out.
///
/// Start at [dev.keyhold.protocol.query.FormBody].
package dev.keyhold.protocol.query;
