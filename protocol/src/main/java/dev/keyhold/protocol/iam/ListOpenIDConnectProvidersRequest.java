package dev.keyhold.protocol.iam;

/// Request of ListOpenIDConnectProviders, which lists the OpenID Connect providers of the account; it has no members.
public record ListOpenIDConnectProvidersRequest() {}
