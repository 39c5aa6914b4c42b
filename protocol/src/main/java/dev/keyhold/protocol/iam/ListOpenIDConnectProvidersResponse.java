package dev.keyhold.protocol.iam;

import java.util.List;

/// Reply of ListOpenIDConnectProviders.
///
/// @param openIDConnectProviderList the providers
public record ListOpenIDConnectProvidersResponse(List<OpenIDConnectProviderListEntry> openIDConnectProviderList) {

    /// Copies what could change.
    public ListOpenIDConnectProvidersResponse {
        openIDConnectProviderList = List.copyOf(openIDConnectProviderList);
    }
}
