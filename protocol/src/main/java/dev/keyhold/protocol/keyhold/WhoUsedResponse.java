package dev.keyhold.protocol.keyhold;

import java.time.Instant;
import java.util.List;

/// Reply of WhoUsed.
///
/// @param keyArn the key
/// @param since the beginning of the time looked at
/// @param entries who used the key, the latest use first
public record WhoUsedResponse(String keyArn, Instant since, List<KeyUsageEntry> entries) {

    /// Copies the list.
    public WhoUsedResponse {
        entries = List.copyOf(entries);
    }
}
