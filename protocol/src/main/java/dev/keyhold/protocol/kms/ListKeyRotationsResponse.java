package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListKeyRotations.
///
/// @param rotations the rotations
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
public record ListKeyRotationsResponse(
        List<RotationsListEntry> rotations, @MarkerType @Nullable String nextMarker, Boolean truncated) {

    /// Copies what could change.
    public ListKeyRotationsResponse {
        rotations = List.copyOf(rotations);
    }
}
