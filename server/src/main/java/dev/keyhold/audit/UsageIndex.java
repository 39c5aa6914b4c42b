package dev.keyhold.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where usage is kept for lookup. It holds nothing that the logs do not, and can be thrown away and filled again.
///
/// Contract: [#add] is one transaction. It need not be durable at once: after a crash the cursor is as old as the rest.
/// Threads: one writer at a time; any readers.
public interface UsageIndex extends AutoCloseable {

    /// The index of the first entry of the node's log that is not yet counted.
    long cursor(String node);

    /// Adds usage that was read from the nodes' logs, and moves their cursors, both or nothing.
    ///
    /// @param cursors a node's name to the index of the first entry of its log that is not counted
    /// @param accessKeys the last use of each access key among it
    void add(Map<String, Long> cursors, Collection<Usage> usage, Collection<AccessKeyUse> accessKeys);

    /// The last use of an access key.
    Optional<AccessKeyUse> lastUseOf(String accessKeyId);

    /// What is counted for a key since a day (ISO date, UTC), in an account's view.
    List<Usage> ofKey(String account, String keyArn, String sinceDay);

    /// The latest successful use of a key by one of these operations, in an account's view.
    Optional<Usage> last(String account, String keyArn, Set<String> operations);

    @Override
    void close();
}
