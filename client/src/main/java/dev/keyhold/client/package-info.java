/// Envelope encryption: data is encrypted here under a fresh data key, and only the data key is sent to the KMS.
///
/// The package owns the message format (version 2 of the AWS Encryption SDK's, so that its implementations and this one
/// read each other) and what a file needs around it: whole or not at all, moved to another key without touching the
/// body, looked at without a call. It calls a KMS through the port [dev.keyhold.client.DataKeys] only, cryptography
/// through the JCA only, and knows nothing of the server.
///
/// Start reading at [dev.keyhold.client.Envelope], then `Header`, `FrameCipher` and `Rewrap`.
package dev.keyhold.client;
