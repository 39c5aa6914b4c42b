/// What is particular to PostgreSQL: how connections are made durable and bounded in time, the lock that puts the
/// changes of all nodes in one order, and full log bundles as rows.
///
/// It implements the [dev.keyhold.store.Engine] and nothing of the features. Start reading at [PostgresStore].
@NullMarked
package dev.keyhold.store.postgres;

import org.jspecify.annotations.NullMarked;
