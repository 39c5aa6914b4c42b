package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.util.function.Consumer;

/// Where a [LogVerifier] reads a log from. Nothing that it gives is trusted.
///
/// What cannot be read or has not the form of the storage is told to the `problems` that a method takes, and reading
/// goes on as far as it can.
public interface LogSource {
    /// The bytes of the signed checkpoint.
    ///
    /// @throws IOException if there is none
    byte[] checkpoint() throws IOException;

    /// How many entries are stored, without gaps from the first on, whatever the checkpoint says.
    ///
    /// @throws IOException if that cannot be found out
    long size() throws IOException;

    /// A cursor over the first `size` entries.
    EntryCursor entries(long size, Consumer<Problem> problems);

    /// Whether this storage is to have that hash tile of a log of some size; false by default.
    ///
    /// @param width its hashes at that size, 1 to 256
    default boolean storesTile(int level, long index, int width) {
        return false;
    }

    /// The bytes of a hash tile for which [#storesTile] is true.
    ///
    /// @throws IOException if it cannot be read
    default byte[] hashTile(int level, long index, int width) throws IOException {
        throw new IOException("this source has no tiles");
    }

    /// Tells whatever is stored that a log of `size` entries does not have, and what is the first thing that it lacks
    /// if there are fewer entries; nothing by default.
    ///
    /// @throws IOException if that cannot be found out
    default void inspect(long size, Consumer<Problem> problems) throws IOException {}
}
