package dev.keyhold.authz;

import java.util.List;

/// Everything that a decision depends on.
///
/// @param context what conditions and policy variables can ask
/// @param identityPolicies all policies attached to the caller, in the order in which reasons should prefer them
public record AuthorizationRequest(
        Principal caller,
        List<NamedPolicy> identityPolicies,
        Action action,
        Resource resource,
        RequestContext context) {
    public AuthorizationRequest {
        identityPolicies = List.copyOf(identityPolicies);
    }
}
