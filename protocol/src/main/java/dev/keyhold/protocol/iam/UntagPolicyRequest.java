package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.TagKeyListType;
import dev.keyhold.protocol.iam.Shapes.TagKeyType;
import java.util.List;

/// Request of UntagPolicy, which takes tags from a managed policy.
///
/// @param policyArn the ARN of the managed policy
/// @param tagKeys the names of the tags
public record UntagPolicyRequest(@ArnType String policyArn, @TagKeyListType List<@TagKeyType String> tagKeys) {

    /// Copies what could change.
    public UntagPolicyRequest {
        tagKeys = List.copyOf(tagKeys);
    }
}
