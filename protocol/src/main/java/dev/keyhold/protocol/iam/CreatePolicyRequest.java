package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PathWords;
import dev.keyhold.protocol.iam.Shapes.PolicyDescriptionType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreatePolicy, which makes a managed policy, whose first version is its default.
///
/// @param policyName the name of the policy
/// @param path the path, which begins and ends with a slash
/// @param policyDocument the policy, JSON
/// @param description free text
/// @param tags the tags
public record CreatePolicyRequest(
        @PolicyNameType String policyName,
        @PolicyPathType @PathWords @Nullable String path,
        @PolicyDocumentType String policyDocument,
        @PolicyDescriptionType @Nullable String description,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreatePolicyRequest {
        tags = Copies.list(tags);
    }
}
