package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// Request of GetOpenIDConnectProvider, which describes an OpenID Connect provider.
///
/// @param openIDConnectProviderArn the ARN of the provider
public record GetOpenIDConnectProviderRequest(@ArnType String openIDConnectProviderArn) {}
