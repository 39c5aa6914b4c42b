/// What is particular to SQLite: one file in the data directory, its write-ahead log under our own control, the lock
/// that keeps a second server out, and full log bundles as files of their own.
///
/// It implements the [dev.keyhold.store.Engine] and nothing of the features. Start reading at [SqliteStore].
@NullMarked
package dev.keyhold.store.sqlite;

import org.jspecify.annotations.NullMarked;
