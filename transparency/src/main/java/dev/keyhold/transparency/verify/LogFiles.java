package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Files by relative path with `/` as separator: a directory, or whatever stores the same bytes, for example database
/// rows.
public interface LogFiles {
    /// Opens a file.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none of this path
    /// @throws IOException if it cannot be read
    InputStream open(String path) throws IOException;

    /// Whether there is a file of this path.
    boolean exists(String path);

    /// Names every file there is.
    ///
    /// @throws IOException if they cannot be listed
    void forEach(Consumer<String> paths) throws IOException;
}
