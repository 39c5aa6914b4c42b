package dev.keyhold.keys;

import dev.keyhold.protocol.KeyId;
import java.time.Instant;

/// A key for which the time of something has come.
///
/// @param due since when
/// @param account the key's owner
/// @param region the key's region
/// @param id the key
/// @param act what is to be done
public record DueKey(Instant due, String account, String region, KeyId id, Act act) implements Due {

    /// What the schedule does to keys.
    public enum Act {
        /// Give it new material.
        ROTATE,
        /// Delete it for ever.
        DELETE
    }
}
