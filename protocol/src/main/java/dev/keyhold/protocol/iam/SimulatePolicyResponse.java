package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of SimulatePrincipalPolicy.
///
/// @param evaluationResults the decisions
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record SimulatePolicyResponse(
        List<EvaluationResult> evaluationResults, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public SimulatePolicyResponse {
        evaluationResults = List.copyOf(evaluationResults);
    }
}
