package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.ClientIDType;

/// Request of AddClientIDToOpenIDConnectProvider, which adds an audience to an OpenID Connect provider.
///
/// @param openIDConnectProviderArn the ARN of the provider
/// @param clientID the audience
public record AddClientIDToOpenIDConnectProviderRequest(
        @ArnType String openIDConnectProviderArn, @ClientIDType String clientID) {}
