package dev.keyhold.audit;

import java.util.List;
import java.util.Optional;

/// Reads the committed logs of all nodes of the deployment.
///
/// Contract: answers show committed entries only. Threads: any; the calls block and run on the store's own pool.
public interface LogStore {

    /// The names of the nodes that have a log here.
    List<String> nodes();

    /// The stored head of a node's log.
    Optional<LogHead> head(String node);

    /// The last committed entry of a node's log, empty before the first.
    default Optional<StoredEntry> newest(String node) {
        return head(node).flatMap(head -> read(node, head.size() - 1, 1).stream().findFirst());
    }

    /// Up to `limit` entries of `node` from index `from` on, in order, from bundles and unbundled rows alike; fewer
    /// only at the end of the log.
    List<StoredEntry> read(String node, long from, int limit);
}
