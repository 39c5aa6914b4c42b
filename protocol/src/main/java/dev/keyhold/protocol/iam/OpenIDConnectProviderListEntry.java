package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// An OpenID Connect provider of a list.
///
/// @param arn the ARN
public record OpenIDConnectProviderListEntry(@ArnType String arn) {}
