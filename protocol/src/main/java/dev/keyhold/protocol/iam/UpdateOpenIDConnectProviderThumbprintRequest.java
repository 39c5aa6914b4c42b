package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.ThumbprintType;
import java.util.List;

/// Request of UpdateOpenIDConnectProviderThumbprint, which replaces the certificate thumbprints of an OpenID Connect
/// provider.
///
/// @param openIDConnectProviderArn the ARN of the provider
/// @param thumbprintList the thumbprints of the certificates of the provider
public record UpdateOpenIDConnectProviderThumbprintRequest(
        @ArnType String openIDConnectProviderArn, List<@ThumbprintType String> thumbprintList) {

    /// Copies what could change.
    public UpdateOpenIDConnectProviderThumbprintRequest {
        thumbprintList = List.copyOf(thumbprintList);
    }
}
