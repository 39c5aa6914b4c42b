package dev.keyhold.keys;

import java.time.Instant;

/// Something for which its time has come.
public sealed interface Due permits DueKey, DueGrant {

    /// Since when.
    Instant due();

    /// The 12-digit owner of the key.
    String account();

    /// The key's region.
    String region();
}
