package dev.keyhold.authz;

/// An action on a resource.
///
/// @param facts what is the same in all requests for it, such as `kms:KeySpec`, and the keys that no request for the
///   action has
public record Permission(Action action, Resource resource, KnownFacts facts) {
    /// @throws IllegalArgumentException if it is to retire a grant and the resource is a key: that is for the grant to
    ///   say, so it is asked of a [Resource.RetirableGrant]
    public Permission {
        if (action.equals(GrantTerms.RETIRE_GRANT) && !(resource instanceof Resource.RetirableGrant)) {
            throw new IllegalArgumentException("who may retire a grant is asked of the grant, not of a key");
        }
    }
}
