package dev.keyhold.authz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Somebody to whom a key policy or a grant may give a permission and who is not among the known callers.
///
/// @param name as the policy or the grant has it; of an account the twelve digits
/// @param by the statements and grants, with the conditions that do not depend on who it is
public record UnknownPrincipal(Kind kind, String name, List<Residual> by) {
    /// What it is.
    public enum Kind {
        /// All callers of all accounts, and with them those that are known.
        EVERYONE("everyone"),
        /// An account, whose identity policies decide.
        ACCOUNT("account"),
        /// A user, a role or a session.
        IDENTITY("identity"),
        /// A service of AWS.
        SERVICE("service"),
        /// An identity provider.
        FEDERATED("federated");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    private static final String EVERYONE = "*";
    private static final String ROOT = ":root";

    public UnknownPrincipal {
        by = List.copyOf(by);
    }

    /// For people, in one line.
    public String describe() {
        return kind.shown
                + (kind == Kind.EVERYONE ? "" : " " + name)
                + " by "
                + by.stream().map(Residual::describe).collect(Collectors.joining(" or by "));
    }

    private record Named(Kind kind, String name) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? name.compareTo(other.name) : byKind;
        }
    }

    static List<UnknownPrincipal> find(
            Permission permission, Collection<Grant> grants, Collection<KnownCaller> callers, Instant from) {
        if (!(permission.resource() instanceof Resource.Key key)) {
            throw new IllegalArgumentException("only a key names principals");
        }
        Map<Named, List<Residual>> named = new TreeMap<>();
        key.policy()
                .allowsOfAnybody(permission.action(), key.arn(), Known.of(permission.facts()))
                .forEach((residual, principals) -> names(principals).forEach(name -> add(named, name, residual)));
        for (Grant grant : grants) {
            List<Requirement> remaining = grant.terms().remaining(permission.action(), from);
            if (remaining != null) {
                add(named, ofGrantee(grant.grantee()), new Residual.OfGrant(grant.id(), remaining));
            }
        }
        Set<Named> known = known(callers);
        return named.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new UnknownPrincipal(entry.getKey().kind(), entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static void add(Map<Named, List<Residual>> named, Named name, Residual residual) {
        named.computeIfAbsent(name, _ -> new ArrayList<>()).add(residual);
    }

    private static List<Named> names(Principals principals) {
        List<Named> names = new ArrayList<>();
        if (principals.everyone()) {
            names.add(new Named(Kind.EVERYONE, EVERYONE));
        }
        principals.accounts().forEach(account -> names.add(new Named(Kind.ACCOUNT, account)));
        principals.arns().forEach(arn -> names.add(new Named(Kind.IDENTITY, arn)));
        principals.services().forEach(service -> names.add(new Named(Kind.SERVICE, service)));
        principals.federated().forEach(provider -> names.add(new Named(Kind.FEDERATED, provider)));
        return names;
    }

    private static Named ofGrantee(String grantee) {
        if (!grantee.startsWith("arn:")) {
            return new Named(Kind.SERVICE, grantee);
        }
        return grantee.endsWith(ROOT)
                ? new Named(Kind.ACCOUNT, grantee.split(":", -1)[4])
                : new Named(Kind.IDENTITY, grantee);
    }

    private static Set<Named> known(Collection<KnownCaller> callers) {
        Set<Named> known = new HashSet<>();
        for (KnownCaller caller : callers) {
            switch (caller.principal()) {
                case Principal.Root root -> known.add(new Named(Kind.ACCOUNT, root.account()));
                case Principal.User user -> known.add(new Named(Kind.IDENTITY, user.arn()));
                case Principal.RoleSession session -> {
                    known.add(new Named(Kind.IDENTITY, session.arn()));
                    known.add(new Named(Kind.IDENTITY, session.roleArn()));
                }
                case Principal.Service _ -> {}
            }
        }
        return known;
    }
}
