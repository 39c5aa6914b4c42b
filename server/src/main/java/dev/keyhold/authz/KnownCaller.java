package dev.keyhold.authz;

/// An identity that is known, with all that decisions on its requests depend on. A role is known by a session of it:
/// all sessions of the role are then answered for but those that a policy or a grant names themselves, that session
/// policies limit or of which other facts hold.
///
/// @param facts what is the same in all its requests, such as `aws:PrincipalArn` and `kms:CallerAccount`
public record KnownCaller(Principal principal, CallerPolicies policies, KnownFacts facts) {}
