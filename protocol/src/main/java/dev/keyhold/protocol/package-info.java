/// What every API on the wire shares: the JSON and query codecs, the constraints, errors, ARNs and key identifiers.
///
/// Start at [dev.keyhold.protocol.AwsJson] and [dev.keyhold.protocol.AwsQuery], which turn a body into a valid record
/// and a record into a body; then [dev.keyhold.protocol.Errors], where the texts that clients match on stand once, and
/// [dev.keyhold.protocol.KeyReference], the four ways in which a request may name a key.
///
/// It depends on the JDK and on Jackson's streaming API, and calls nothing else of Keyhold.
package dev.keyhold.protocol;
