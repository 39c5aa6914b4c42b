package dev.keyhold.authz;

/// An identity policy as it is attached to the caller.
///
/// @param name what reasons call it: the name of an inline policy or the ARN of a managed one
public record NamedPolicy(String name, IdentityPolicy policy) {}
