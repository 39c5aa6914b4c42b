package dev.keyhold.seal;

import java.time.Instant;

/// What makes a store one deployment.
///
/// @param id 64 random bits, part of every ciphertext header
/// @param development whether the data was made by the development server, which production refuses
/// @param created creation time
public record Deployment(long id, boolean development, Instant created) {

    /// The id as 16 hex digits, as it stands in the log's origin.
    public String hexId() {
        return "%016x".formatted(id);
    }
}
