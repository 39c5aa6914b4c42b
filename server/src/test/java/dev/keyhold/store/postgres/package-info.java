/// Tests of the store on PostgreSQL, and the server that they run against.
@NullMarked
package dev.keyhold.store.postgres;

import org.jspecify.annotations.NullMarked;
