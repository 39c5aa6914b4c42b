package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;

/// Request of TagPolicy, which adds tags to a managed policy, replacing values of tags that it has.
///
/// @param policyArn the ARN of the managed policy
/// @param tags the tags
public record TagPolicyRequest(@ArnType String policyArn, @TagListType List<Tag> tags) {

    /// Copies what could change.
    public TagPolicyRequest {
        tags = List.copyOf(tags);
    }
}
