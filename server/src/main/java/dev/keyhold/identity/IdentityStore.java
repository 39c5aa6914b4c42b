package dev.keyhold.identity;

import java.util.List;
import java.util.Optional;

/// Reads identities as last committed.
///
/// Threads: any; calls block and run on the store's own bounded pool. Names are exact. Lists are in the order of names
/// without regard to case, strictly after the given position, at most `limit` long.
public interface IdentityStore {

    /// The credential with this id.
    Optional<AccessKey> accessKey(String id);

    /// The credentials of a user, by id.
    List<AccessKey> accessKeysOf(String account, String userId);

    /// The stored credentials of the account's root, by id.
    List<AccessKey> accessKeysOfRoot(String account);

    /// The user with this name.
    Optional<User> user(String account, String name);

    /// The group with this name.
    Optional<Group> group(String account, String name);

    /// The role with this name.
    Optional<Role> role(String account, String name);

    /// Whether an identity of the kind has the name, whatever its case.
    boolean isNameTaken(String account, PolicyHolder.Kind kind, String name);

    /// The identity with this id.
    Optional<PolicyHolder> holder(String account, String id);

    /// The account's identities of one kind below a path, after a name ("" for the first page).
    ///
    /// @param pathPrefix begins with a slash
    List<PolicyHolder> holders(String account, PolicyHolder.Kind kind, String pathPrefix, String after, int limit);

    /// The users in a group, after a name ("" for the first page).
    List<User> members(String account, String groupId, String after, int limit);

    /// The managed policy of the account with this name.
    Optional<ManagedPolicy> policy(String account, String name);

    /// Whether a managed policy of the account has the name, whatever its case.
    boolean isPolicyNameTaken(String account, String name);

    /// The account's managed policies below a path, after a name ("" for the first page).
    List<ManagedPolicy> policies(String account, String pathPrefix, String after, int limit);

    /// Who carries a managed policy, by kind and id.
    ///
    /// @param asBoundary those whose boundary it is, or those to whom it is attached
    List<PolicyHolder> carriersOf(String account, String policyArn, boolean asBoundary);

    /// How many identities of a kind the account has.
    long countHolders(String account, PolicyHolder.Kind kind);

    /// How many managed policies the account has.
    long countPolicies(String account);
}
