package dev.keyhold.audit;

import java.util.List;

/// Where full bundles of a log rest once they no longer change.
///
/// Contract: [#archive] is durable on return, and harmless to repeat with the same entries; with others it is refused,
/// because a bundle never changes. Threads: one at a time per node.
public interface BundleStore {

    /// How many entries of the node's log are in bundles, a multiple of 256.
    long archived(String node);

    /// Stores a full bundle and the tiles that it completes.
    ///
    /// @param node the node's name
    /// @param entries 256 entries, the first index a multiple of 256
    void archive(String node, List<StoredEntry> entries);
}
