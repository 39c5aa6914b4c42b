package dev.keyhold.authz;

import dev.keyhold.authz.AccessChange.Kind;
import dev.keyhold.authz.EffectiveAccess.Never;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reverse questions: who can, what can, and what a policy changes. The answers are exact over the callers and
/// permissions that are given, in their order; who else a key policy or a grant names [#unknownPrincipals] tells.
///
/// @param from the questions are about requests made then or later: a grant that has expired allows none of them
public record AccessReview(Instant from) {
    /// That a caller has a permission, and under which conditions.
    ///
    /// @param resource the ARN
    /// @param access never [Never]
    public record Finding(Principal caller, Action action, String resource, EffectiveAccess access) {
        /// For people, in one line.
        public String describe() {
            return caller.arn() + " " + action.name() + " on " + resource + ": " + access.describe();
        }
    }

    /// Which requests of the caller for the permission are allowed, and why or why not.
    public EffectiveAccess access(KnownCaller caller, Permission permission) {
        return PartialEvaluation.of(
                new PartialRequest(
                        caller.principal(),
                        caller.policies(),
                        permission.action(),
                        permission.resource(),
                        Known.of(caller.facts().and(permission.facts())),
                        from));
    }

    /// Those of the callers who have the permission.
    public List<Finding> whoCan(Permission permission, Collection<KnownCaller> callers) {
        return callers.stream().flatMap(caller -> finding(caller, permission).stream()).toList();
    }

    /// Those of the permissions that the caller has.
    public List<Finding> whatCan(KnownCaller caller, Collection<Permission> permissions) {
        return permissions.stream().flatMap(permission -> finding(caller, permission).stream()).toList();
    }

    private Optional<Finding> finding(KnownCaller caller, Permission permission) {
        EffectiveAccess access = access(caller, permission);
        return access instanceof Never
                ? Optional.empty()
                : Optional.of(
                        new Finding(caller.principal(), permission.action(), permission.resource().arn(), access));
    }

    /// What another key policy changes for the callers.
    ///
    /// @param permissions on the key as it is, or on several keys
    public List<AccessChange> changes(
            Collection<KnownCaller> callers, Collection<Permission> permissions, KeyPolicy newPolicy) {
        List<AccessChange> changes = new ArrayList<>();
        for (Permission permission : permissions) {
            Permission changed = new Permission(permission.action(), with(newPolicy, permission), permission.facts());
            for (KnownCaller caller : callers) {
                change(caller, permission, access(caller, permission), access(caller, changed)).ifPresent(changes::add);
            }
        }
        return List.copyOf(changes);
    }

    private static Resource with(KeyPolicy newPolicy, Permission permission) {
        return switch (permission.resource()) {
            case Resource.Key key -> new Resource.Key(key.arn(), key.account(), newPolicy, key.grants());
            case Resource.RetirableGrant _, Resource.Role _, Resource.WithoutPolicy _, Resource.None _ ->
                    throw new IllegalArgumentException("a key policy changes permissions on a key only");
        };
    }

    /// What other policies of the caller change for it.
    public List<AccessChange> changes(
            KnownCaller caller, CallerPolicies newPolicies, Collection<Permission> permissions) {
        KnownCaller changed = new KnownCaller(caller.principal(), newPolicies, caller.facts());
        return permissions.stream()
                .flatMap(permission ->
                        change(caller, permission, access(caller, permission), access(changed, permission)).stream())
                .toList();
    }

    private static Optional<AccessChange> change(
            KnownCaller caller, Permission permission, EffectiveAccess before, EffectiveAccess after) {
        return Kind.of(before, after)
                .map(kind ->
                        new AccessChange(
                                caller.principal(),
                                permission.action(),
                                permission.resource().arn(),
                                kind,
                                before,
                                after));
    }

    /// Who the key's policy and grants may give the permission to without being among the callers, by kind and name.
    /// The root user stands for its account: only if it is among the callers is the account known. Everyone never is.
    ///
    /// @param permission on a key
    /// @param grants all on the key
    public List<UnknownPrincipal> unknownPrincipals(
            Permission permission, Collection<Grant> grants, Collection<KnownCaller> callers) {
        return UnknownPrincipal.find(permission, grants, callers, from);
    }
}
