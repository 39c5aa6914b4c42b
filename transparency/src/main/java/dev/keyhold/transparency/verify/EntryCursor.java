package dev.keyhold.transparency.verify;

import java.io.Closeable;
import java.io.IOException;

/// Entries one after the other, in the order of the log. Not thread-safe.
public interface EntryCursor extends Closeable {
    /// The next entry; it is called as often as there are entries, and not more.
    ///
    /// @throws IOException if reading must stop altogether
    StoredEntry next() throws IOException;
}
