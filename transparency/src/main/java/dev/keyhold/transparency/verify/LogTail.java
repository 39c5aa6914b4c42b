package dev.keyhold.transparency.verify;

import java.io.IOException;

/// The newest part of a log that a running node keeps outside the bundle files: the entries after the last stored
/// bundle, and the checkpoint.
///
/// All of it comes from one snapshot, or a log that grows meanwhile would look wrong.
public interface LogTail {
    /// The bytes of the signed checkpoint.
    ///
    /// @throws IOException if it cannot be read
    byte[] checkpoint() throws IOException;

    /// The index of the first entry of the tail, a multiple of 256; all before it are in full bundles, and there are no
    /// bundles after it. Where a crash left entries both bundled and in rows, start after the bundles: the bundles are
    /// what stays.
    long start();

    /// How many entries the tail has.
    long count();

    /// A cursor from the first entry of the tail on.
    ///
    /// @throws IOException if it cannot be read
    EntryCursor entries() throws IOException;
}
