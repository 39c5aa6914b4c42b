/// The two servers that Keyhold is compared with: one that does nothing, and one that does nothing but put an entry on
/// record. They run in processes of their own and print `ready` and their port.
@NullMarked
package dev.keyhold.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
