package dev.keyhold.identity;

import dev.keyhold.audit.EntityRef;
import java.time.Instant;
import java.util.Map;

/// A person or a service of an account.
///
/// @param account the 12-digit account
/// @param name unique in the account without regard to case, kept as written
/// @param id `AIDA` and 17 characters, never used again after the user is gone
/// @param version grows by one with every change
/// @param created creation time
/// @param policies inline identity policies, name to verbatim text
public record User(
        String account, String name, String id, long version, Instant created, Map<String, String> policies) {

    /// Copies the policies.
    public User {
        policies = Map.copyOf(policies);
    }

    /// What a decision about this user depends on.
    public EntityRef ref() {
        return ref(account, name);
    }

    /// The name of the user, whether or not it exists.
    public static EntityRef ref(String account, String name) {
        return new EntityRef("user/" + account + "/" + name);
    }

    /// This user with other policies, one version on.
    public User withPolicies(Map<String, String> newPolicies) {
        return new User(account, name, id, version + 1, created, newPolicies);
    }
}
