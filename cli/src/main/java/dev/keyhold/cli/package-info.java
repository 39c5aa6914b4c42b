/// The `keyhold` command: it starts servers, answers questions, verifies the log and handles encrypted files.
///
/// Commands that talk to a server do so as any AWS client does: endpoint, credentials and region come from the usual
/// environment variables or a profile. Start reading at [Keyhold], the list of commands.
@NullMarked
package dev.keyhold.cli;

import org.jspecify.annotations.NullMarked;
