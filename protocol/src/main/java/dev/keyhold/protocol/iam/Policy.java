package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.PolicyDescriptionType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import dev.keyhold.protocol.iam.Shapes.PolicyVersionIdType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A managed policy without its document.
///
/// @param policyName the name of the policy
/// @param policyId the unique id
/// @param arn the ARN
/// @param path the path, which begins and ends with a slash
/// @param defaultVersionId the version in force
/// @param attachmentCount to how many users, groups and roles it is attached
/// @param permissionsBoundaryUsageCount of how many users and roles it is the boundary
/// @param isAttachable whether it can be attached
/// @param description free text
/// @param createDate when it was made
/// @param updateDate when its default version last changed
/// @param tags the tags; ListPolicies leaves them out
public record Policy(
        @PolicyNameType String policyName,
        @IdType String policyId,
        @ArnType String arn,
        @PolicyPathType String path,
        @PolicyVersionIdType String defaultVersionId,
        Integer attachmentCount,
        Integer permissionsBoundaryUsageCount,
        Boolean isAttachable,
        @PolicyDescriptionType @Nullable String description,
        Instant createDate,
        Instant updateDate,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public Policy {
        tags = Copies.list(tags);
    }
}
