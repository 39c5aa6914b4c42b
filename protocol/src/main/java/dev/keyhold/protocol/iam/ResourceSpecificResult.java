package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ContextKeyNameType;
import dev.keyhold.protocol.iam.Shapes.ResourceNameType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a simulation decided for one resource of several.
///
/// @param evalResourceName the resource
/// @param evalResourceDecision the decision
/// @param matchedStatements the statements that bore on it
/// @param missingContextValues condition keys that were needed and not given
/// @param evalDecisionDetails what each kind of policy decided
/// @param permissionsBoundaryDecisionDetail what the permissions boundary adds to it
public record ResourceSpecificResult(
        @ResourceNameType String evalResourceName,
        PolicyEvaluationDecisionType evalResourceDecision,
        @Nullable List<Statement> matchedStatements,
        @Nullable List<@ContextKeyNameType String> missingContextValues,
        @Nullable Map<String, PolicyEvaluationDecisionType> evalDecisionDetails,
        @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail) {

    /// Copies what could change.
    public ResourceSpecificResult {
        matchedStatements = Copies.list(matchedStatements);
        missingContextValues = Copies.list(missingContextValues);
        evalDecisionDetails = Copies.map(evalDecisionDetails);
    }
}
