package dev.keyhold.authz;

/// An identity that is known, with all that decisions on its requests depend on.
///
/// @param facts what is the same in all its requests, such as `aws:PrincipalArn` and `kms:CallerAccount`
public record KnownCaller(Principal principal, CallerPolicies policies, KnownFacts facts) {}
