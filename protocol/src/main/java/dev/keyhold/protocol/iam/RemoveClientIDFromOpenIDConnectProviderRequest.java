package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.ClientIDType;

/// Request of RemoveClientIDFromOpenIDConnectProvider, which takes an audience from an OpenID Connect provider.
///
/// @param openIDConnectProviderArn the ARN of the provider
/// @param clientID the audience
public record RemoveClientIDFromOpenIDConnectProviderRequest(
        @ArnType String openIDConnectProviderArn, @ClientIDType String clientID) {}
