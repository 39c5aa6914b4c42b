/// The auditor's side of the log: it decides whether a stored or published log is the one that its key signed.
///
/// It is a second implementation of `docs/log-format.md` and uses no class of `dev.keyhold.transparency`: own hashing,
/// own parsing, other algorithms. A mistake of the writer therefore shows as a disagreement and not as a wrong "ok". A
/// test reads the class files to hold this.
///
/// Start reading at [dev.keyhold.transparency.verify.LogVerifier].
package dev.keyhold.transparency.verify;
