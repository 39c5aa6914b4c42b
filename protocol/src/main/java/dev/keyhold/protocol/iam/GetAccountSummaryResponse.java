package dev.keyhold.protocol.iam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reply of GetAccountSummary.
///
/// @param summaryMap counts and quotas by name
public record GetAccountSummaryResponse(Map<SummaryKeyType, Integer> summaryMap) {

    /// Copies what could change.
    public GetAccountSummaryResponse {
        summaryMap = Collections.unmodifiableMap(new LinkedHashMap<>(summaryMap));
    }
}
