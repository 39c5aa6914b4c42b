/// Who signed a request: exact and strict verification of AWS Signature Version 4.
///
/// Owns nothing that is stored. May call `identity` for credentials and `crypto` for the HMACs; the canonical form
/// comes from `protocol`. Start reading at [Authenticator].
@NullMarked
package dev.keyhold.authn;

import org.jspecify.annotations.NullMarked;
