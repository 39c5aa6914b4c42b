/// AWS Signature Version 4 as a verifier sees it: from a received request to the bytes that were signed.
///
/// Only signatures in the `Authorization` header are read; presigned URLs are refused. No key is here: whoever holds
/// the secret computes the HMAC over [dev.keyhold.protocol.sigv4.SignedRequest#stringToSign] and compares.
///
/// Start at [dev.keyhold.protocol.sigv4.SignedRequest#read].
package dev.keyhold.protocol.sigv4;
