package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ClientIDType;
import dev.keyhold.protocol.iam.Shapes.OpenIDConnectProviderUrlType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import dev.keyhold.protocol.iam.Shapes.ThumbprintType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of GetOpenIDConnectProvider.
///
/// @param url the URL of the provider, without `https://`
/// @param clientIDList the audiences
/// @param thumbprintList the thumbprints of the certificates of the provider
/// @param createDate when it was made
/// @param tags the tags
public record GetOpenIDConnectProviderResponse(
        @OpenIDConnectProviderUrlType String url,
        List<@ClientIDType String> clientIDList,
        List<@ThumbprintType String> thumbprintList,
        Instant createDate,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public GetOpenIDConnectProviderResponse {
        clientIDList = List.copyOf(clientIDList);
        thumbprintList = List.copyOf(thumbprintList);
        tags = Copies.list(tags);
    }
}
