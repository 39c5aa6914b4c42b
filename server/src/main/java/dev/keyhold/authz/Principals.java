package dev.keyhold.authz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The compiled `Principal` or `NotPrincipal` element of a statement of a key policy or trust policy. Ids and ARNs are
/// compared byte for byte. Services and federated identities are kept apart: no caller is one.
///
/// @param negated whether it is a `NotPrincipal`
/// @param everyone `*` is among them
/// @param accounts accounts given by id or root ARN, which AWS treats alike
/// @param arns users, roles and sessions
record Principals(
        boolean negated,
        boolean everyone,
        Set<String> accounts,
        Set<String> arns,
        Set<String> services,
        Set<String> federated) {
    // a path may hold any printable ASCII; wildcards in a principal's ARN are refused, as AWS does
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):(root|(?:user|role)/(?:[!-)+->@-~]*/)?[A-Za-z0-9_+=,.@-]{1,64})");
    private static final Pattern SESSION =
            Pattern.compile(
                    "arn:aws:sts::[0-9]{12}:(?:assumed-role/[A-Za-z0-9_+=,.@-]{1,64}/[A-Za-z0-9_+=,.@-]{2,64}"
                            + "|federated-user/[A-Za-z0-9_+=,.@-]{2,32})");
    // no repeated group: one takes a stack frame for each turn
    private static final Pattern SERVICE = Pattern.compile("\\*|[A-Za-z0-9-]{1,63}\\.[A-Za-z0-9.-]{1,190}");
    private static final Pattern FEDERATED =
            Pattern.compile(
                    "\\*|[A-Za-z0-9-]{1,63}\\.[A-Za-z0-9.-]{1,190}"
                            + "|arn:aws:iam::[0-9]{12}:(?:saml-provider|oidc-provider)/[A-Za-z0-9_+=,./:@-]+");

    static boolean isArn(String text) {
        return (ARN.matcher(text).matches() && !text.contains("${")) || SESSION.matcher(text).matches();
    }

    static Principals ofEveryone(boolean negated) {
        return new Principals(negated, true, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /// @param aws the values of the element `AWS`, and so on
    /// @throws MalformedPolicyException if a value is no principal
    static Principals of(boolean negated, List<String> aws, List<String> services, List<String> federated) {
        requireForm(SERVICE, services);
        requireForm(FEDERATED, federated);
        boolean everyone = false;
        Set<String> accounts = new HashSet<>();
        Set<String> arns = new HashSet<>();
        for (String value : aws) {
            Matcher arn = ARN.matcher(value);
            if (value.equals("*")) {
                everyone = true;
            } else if (Accounts.isAccountId(value)) {
                accounts.add(value);
            } else if (SESSION.matcher(value).matches()) {
                arns.add(value);
            } else if (!arn.matches() || value.contains("${")) {
                throw invalid();
            } else if (arn.group(2).equals("root")) {
                accounts.add(arn.group(1));
            } else {
                arns.add(value);
            }
        }
        return new Principals(
                negated, everyone, Set.copyOf(accounts), Set.copyOf(arns), Set.copyOf(services), Set.copyOf(federated));
    }

    private static void requireForm(Pattern form, List<String> values) {
        if (!values.stream().allMatch(value -> form.matcher(value).matches())) {
            throw invalid();
        }
    }

    private static MalformedPolicyException invalid() {
        return new MalformedPolicyException("Policy contains a statement with one or more invalid principals.");
    }

    /// The nearest way in which a statement about these principals is about the caller, null if it is not. The root
    /// user is what the account's root ARN names.
    @Nullable Reach reach(Principal caller) {
        if (everyone || namesPerson(caller)) {
            return Reach.IN_PERSON;
        }
        if (namesRole(caller)) {
            return Reach.AS_ROLE;
        }
        return accounts.contains(caller.account()) ? Reach.THROUGH_ACCOUNT : null;
    }

    private boolean namesPerson(Principal caller) {
        return switch (caller) {
            case Principal.Root root -> accounts.contains(root.account());
            case Principal.User user -> arns.contains(user.arn());
            case Principal.RoleSession session -> arns.contains(session.arn());
            case Principal.Service service -> false;
        };
    }

    private boolean namesRole(Principal caller) {
        return caller instanceof Principal.RoleSession session && arns.contains(session.roleArn());
    }

    /// Whether a Deny with this element reaches the caller. A request is made by the caller, by the role behind a
    /// session and by the account; `NotPrincipal` spares it only if it lists all of them, and nobody who has a
    /// permissions boundary (IAM user guide, "AWS JSON policy elements: NotPrincipal").
    boolean reachedByDeny(Principal caller, boolean bounded) {
        if (!negated) {
            return reach(caller) != null;
        }
        return bounded || !(everyone || listsAllOf(caller));
    }

    private boolean listsAllOf(Principal caller) {
        return namesPerson(caller)
                && (!(caller instanceof Principal.RoleSession) || namesRole(caller))
                && accounts.contains(caller.account());
    }
}
