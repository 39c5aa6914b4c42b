/// The store: every port of the features that needs a database, over plain JDBC.
///
/// Owns the schema (`db/sqlite`, `db/postgres`), the one writing connection of a node, the bounded pool of platform
/// threads and connections that reads run on, and the resting place of full log bundles. It implements the ports that
/// `audit`, `keys`, `identity` and `seal` declare and calls nothing else of theirs; only `boot` opens a store.
///
/// What both databases share is here, once; an [Engine] says what differs, in `store.sqlite` and `store.postgres`.
/// Start reading at [Store], then [JdbcCommitStore], where a batch is one transaction.
@NullMarked
package dev.keyhold.store;

import org.jspecify.annotations.NullMarked;
