package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ActionNameType;
import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.ResourceHandlingOptionType;
import dev.keyhold.protocol.iam.Shapes.ResourceNameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of SimulatePrincipalPolicy, which tells what the policies of a user, group or role would decide.
///
/// @param policySourceArn the ARN of the user, group or role
/// @param policyInputList further policies, JSON
/// @param permissionsBoundaryPolicyInputList a permissions boundary in place of the one that it has, JSON
/// @param actionNames the actions
/// @param resourceArns the resources, `*` where absent
/// @param resourcePolicy a resource-based policy, JSON
/// @param resourceOwner the account that owns the resources
/// @param callerArn the ARN of the user who is to act
/// @param contextEntries condition keys
/// @param resourceHandlingOption the kind of EC2 launch to simulate
/// @param maxItems the greatest number of entries to answer
/// @param marker Marker of the page before
public record SimulatePrincipalPolicyRequest(
        @ArnType String policySourceArn,
        @Nullable List<@PolicyDocumentType String> policyInputList,
        @Nullable List<@PolicyDocumentType String> permissionsBoundaryPolicyInputList,
        List<@ActionNameType String> actionNames,
        @Nullable List<@ResourceNameType String> resourceArns,
        @PolicyDocumentType @Nullable String resourcePolicy,
        @ResourceNameType @Nullable String resourceOwner,
        @ResourceNameType @Nullable String callerArn,
        @Nullable List<ContextEntry> contextEntries,
        @ResourceHandlingOptionType @Nullable String resourceHandlingOption,
        @MaxItemsType @Nullable Integer maxItems,
        @MarkerType @Nullable String marker) {

    /// Copies what could change.
    public SimulatePrincipalPolicyRequest {
        policyInputList = Copies.list(policyInputList);
        permissionsBoundaryPolicyInputList = Copies.list(permissionsBoundaryPolicyInputList);
        actionNames = List.copyOf(actionNames);
        resourceArns = Copies.list(resourceArns);
        contextEntries = Copies.list(contextEntries);
    }
}
