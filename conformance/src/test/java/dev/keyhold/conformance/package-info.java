/// Black-box tests: real clients against the packaged server in its own process.
///
/// Nothing of the server is on the class path. [KeyholdProcess] runs `bin/keyhold`, [SharedServer] keeps one
/// development server for the tests that need no state of their own, and [Connection] speaks HTTP byte by byte where a
/// client library would be too polite. Start reading at [KeyOperationsTest].
@NullMarked
package dev.keyhold.conformance;

import org.jspecify.annotations.NullMarked;
