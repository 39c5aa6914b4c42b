/// Tests of the store on SQLite.
@NullMarked
package dev.keyhold.store.sqlite;

import org.jspecify.annotations.NullMarked;
