/// JMH benchmarks of the parts that every call passes, one class per part, named after it. Each measures the server's
/// own classes on input of the size that a data-key call has.
@NullMarked
package dev.keyhold.benchmarks.pieces;

import org.jspecify.annotations.NullMarked;
