package dev.keyhold.authz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The compiled `Principal` element of a key policy statement. Ids and ARNs are compared byte for byte.
///
/// @param everyone `*` is among them
/// @param accounts accounts given by id or root ARN, which AWS treats alike
/// @param arns users and roles
record Principals(boolean everyone, Set<String> accounts, Set<String> arns) {
    static final Principals EVERYONE = new Principals(true, Set.of(), Set.of());

    // a path may hold any printable ASCII; wildcards in a principal's ARN are refused, as AWS does
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):(root|(?:user|role)/(?:[!-)+->@-~]*/)?[A-Za-z0-9_+=,.@-]{1,64})");
    private static final Pattern SESSION = Pattern.compile("arn:aws:sts::[0-9]{12}:(?:assumed-role|federated-user)/.+");

    /// @throws MalformedPolicyException if a value is no principal
    /// @throws UnsupportedPolicyElementException for the principal of a session
    static Principals ofAws(List<String> values) {
        boolean everyone = false;
        Set<String> accounts = new HashSet<>();
        Set<String> arns = new HashSet<>();
        for (String value : values) {
            Matcher arn = ARN.matcher(value);
            if (value.equals("*")) {
                everyone = true;
            } else if (Accounts.isAccountId(value)) {
                accounts.add(value);
            } else if (SESSION.matcher(value).matches()) {
                throw new UnsupportedPolicyElementException("Principal.AWS with the ARN of a session");
            } else if (!arn.matches() || value.contains("${")) {
                throw new MalformedPolicyException("Policy contains a statement with one or more invalid principals.");
            } else if (arn.group(2).equals("root")) {
                accounts.add(arn.group(1));
            } else {
                arns.add(value);
            }
        }
        return new Principals(everyone, Set.copyOf(accounts), Set.copyOf(arns));
    }

    /// Whether a statement about these principals is about the caller in person. The root user is what the account's
    /// root ARN names.
    boolean name(Principal caller) {
        return everyone
                || switch (caller) {
                    case Principal.Root root -> accounts.contains(root.account());
                    case Principal.User user -> arns.contains(user.arn());
                    case Principal.Service service -> false;
                };
    }

    /// Whether a statement about these principals is about the caller's account as a whole: an Allow leaves the
    /// decision to the account, a Deny reaches everyone in it.
    boolean nameAccountOf(Principal caller) {
        return accounts.contains(caller.account());
    }
}
