package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ActionNameType;
import dev.keyhold.protocol.iam.Shapes.ContextKeyNameType;
import dev.keyhold.protocol.iam.Shapes.ResourceNameType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a simulation decided for one action on one resource.
///
/// @param evalActionName the action
/// @param evalResourceName the resource
/// @param evalDecision the decision
/// @param matchedStatements the statements that bore on it
/// @param missingContextValues condition keys that were needed and not given
/// @param organizationsDecisionDetail what the organization adds to it
/// @param permissionsBoundaryDecisionDetail what the permissions boundary adds to it
/// @param evalDecisionDetails what each kind of policy decided
/// @param resourceSpecificResults what was decided for each resource
public record EvaluationResult(
        @ActionNameType String evalActionName,
        @ResourceNameType @Nullable String evalResourceName,
        PolicyEvaluationDecisionType evalDecision,
        @Nullable List<Statement> matchedStatements,
        @Nullable List<@ContextKeyNameType String> missingContextValues,
        @Nullable OrganizationsDecisionDetail organizationsDecisionDetail,
        @Nullable PermissionsBoundaryDecisionDetail permissionsBoundaryDecisionDetail,
        @Nullable Map<String, PolicyEvaluationDecisionType> evalDecisionDetails,
        @Nullable List<ResourceSpecificResult> resourceSpecificResults) {

    /// Copies what could change.
    public EvaluationResult {
        matchedStatements = Copies.list(matchedStatements);
        missingContextValues = Copies.list(missingContextValues);
        evalDecisionDetails = Copies.map(evalDecisionDetails);
        resourceSpecificResults = Copies.list(resourceSpecificResults);
    }
}
