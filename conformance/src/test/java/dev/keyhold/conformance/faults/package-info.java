/// A real server on a real database whose disk fails, and a log whose bytes change.
///
/// [FaultyDisk] fails one write or sync below the server, in the C library; nothing of the server knows. [Node] runs
/// `bin/keyhold`, [Clients] load it and keep what it acknowledged. Start reading at [WriteFailureTest].
@NullMarked
package dev.keyhold.conformance.faults;

import org.jspecify.annotations.NullMarked;
