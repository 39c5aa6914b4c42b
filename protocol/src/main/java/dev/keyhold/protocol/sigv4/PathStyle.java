package dev.keyhold.protocol.sigv4;

/// How the path of a request enters its canonical form.
public enum PathStyle {
    /// Dot segments and repeated slashes are resolved, and what was received is percent-encoded once more: every
    /// service but S3.
    NORMALIZED,

    /// The path stays as it was received; only bytes that are not allowed in a path are percent-encoded: S3, whose
    /// object names may hold dots and slashes.
    AS_RECEIVED
}
