/// The load driver: what a call costs from outside, beside two baselines on the same machine in the same run.
///
/// Owns the client side of a measurement and its report. It speaks to the servers through sockets only and shares no
/// code with them. [dev.keyhold.benchmarks.baseline] holds the two servers that Keyhold is compared with,
/// [dev.keyhold.benchmarks.pieces] the JMH benchmarks of the parts of a call. `benchmarks/run` runs it all.
///
/// Start reading at [LoadDriver].
@NullMarked
package dev.keyhold.benchmarks;

import org.jspecify.annotations.NullMarked;
