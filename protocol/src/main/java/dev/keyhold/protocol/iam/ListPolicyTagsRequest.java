package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import org.jspecify.annotations.Nullable;

/// Request of ListPolicyTags, which lists the tags of a managed policy.
///
/// @param policyArn the ARN of the managed policy
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListPolicyTagsRequest(
        @ArnType String policyArn, @MarkerType @Nullable String marker, @MaxItemsType @Nullable Integer maxItems) {}
