package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListAliases.
///
/// @param aliases the aliases
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
/// @param aliasCount the number of entries; AWS answers it although its model does not have it
public record ListAliasesResponse(
        List<AliasListEntry> aliases,
        @MarkerType @Nullable String nextMarker,
        Boolean truncated,
        @Nullable Integer aliasCount) {

    /// Copies what could change.
    public ListAliasesResponse {
        aliases = List.copyOf(aliases);
    }
}
