package dev.keyhold.authz;

/// Everything that a decision depends on.
///
/// @param policies all that are attached to the caller
/// @param context what conditions, policy variables and grants can ask
public record AuthorizationRequest(
        Principal caller, CallerPolicies policies, Action action, Resource resource, RequestContext context) {}
