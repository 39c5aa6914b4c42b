/// Puts a node together, starts it and stops it.
///
/// The one package that knows all others, `store` included: plain constructors in [Node], read from top to bottom, are
/// the whole wiring. Start reading there.
@NullMarked
package dev.keyhold.boot;

import org.jspecify.annotations.NullMarked;
