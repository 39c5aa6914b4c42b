/// The record: what is written about a call, how it becomes durable, and the log that proves it.
///
/// Owns the audit record, the [Committer] (the only writer of a node), the epochs that tell which decisions still hold,
/// and the node's Merkle log. It may call `transparency` and `crypto`; its storage ports ([CommitStore], [LogStore])
/// are implemented in `store`. Nothing here knows an operation or a policy.
///
/// Start reading at [Committer]: it is where promise 1 (nothing is answered that is not on record) and promise 2
/// (revoked means revoked) are kept.
@NullMarked
package dev.keyhold.audit;

import org.jspecify.annotations.NullMarked;
