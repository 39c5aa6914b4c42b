package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of CreateOpenIDConnectProvider.
///
/// @param openIDConnectProviderArn the ARN of the provider
/// @param tags the tags
public record CreateOpenIDConnectProviderResponse(
        @ArnType String openIDConnectProviderArn, @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreateOpenIDConnectProviderResponse {
        tags = Copies.list(tags);
    }
}
