/// What the server does by itself when its time has come: rotations by schedule, the deletion of keys and the end of
/// grants that expire.
///
/// Owns no state: what is due stands in the rows of keys and grants. May read `keys`; acts only through the pipeline,
/// so that its acts are decided, authorised and on record like everyone's. Start reading at [Scheduler].
@NullMarked
package dev.keyhold.schedule;

import org.jspecify.annotations.NullMarked;
