package dev.keyhold.store;

import java.util.Map;
import java.util.Optional;

/// Files that are written once: the parts of full bundles, by node and relative path (`tile/entries/x001/234`).
///
/// Threads: [#get] by any thread; [#put] by one thread at a time per node.
public interface BundleFiles {

    /// Makes all files durable before it returns. One that is there already with the same bytes is fine.
    ///
    /// @param files by path, written in this order
    /// @throws IllegalStateException if one is there with other bytes
    /// @throws StoreException if one cannot be written; a repetition must not follow in this process
    void put(String node, Map<String, byte[]> files);

    /// The bytes of a file, or empty if it was never put.
    Optional<byte[]> get(String node, String path);
}
