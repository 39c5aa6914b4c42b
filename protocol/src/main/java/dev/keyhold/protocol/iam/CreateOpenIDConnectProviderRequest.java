package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ClientIDType;
import dev.keyhold.protocol.iam.Shapes.OpenIDConnectProviderUrlType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import dev.keyhold.protocol.iam.Shapes.ThumbprintType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateOpenIDConnectProvider, which makes an OpenID Connect provider.
///
/// @param url the URL of the provider
/// @param clientIDList the audiences
/// @param thumbprintList the thumbprints of the certificates of the provider
/// @param tags the tags
public record CreateOpenIDConnectProviderRequest(
        @OpenIDConnectProviderUrlType String url,
        @Nullable List<@ClientIDType String> clientIDList,
        @Nullable List<@ThumbprintType String> thumbprintList,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreateOpenIDConnectProviderRequest {
        clientIDList = Copies.list(clientIDList);
        thumbprintList = Copies.list(thumbprintList);
        tags = Copies.list(tags);
    }
}
