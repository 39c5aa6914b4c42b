package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ContextKeyNameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition key and its values for a simulation.
///
/// @param contextKeyName the condition key
/// @param contextKeyValues its values
/// @param contextKeyType the type of the values
public record ContextEntry(
        @ContextKeyNameType @Nullable String contextKeyName,
        @Nullable List<String> contextKeyValues,
        @Nullable ContextKeyTypeEnum contextKeyType) {

    /// Copies what could change.
    public ContextEntry {
        contextKeyValues = Copies.list(contextKeyValues);
    }
}
