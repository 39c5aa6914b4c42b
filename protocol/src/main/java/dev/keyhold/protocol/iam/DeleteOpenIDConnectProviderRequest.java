package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// Request of DeleteOpenIDConnectProvider, which deletes an OpenID Connect provider.
///
/// @param openIDConnectProviderArn the ARN of the provider
public record DeleteOpenIDConnectProviderRequest(@ArnType String openIDConnectProviderArn) {}
