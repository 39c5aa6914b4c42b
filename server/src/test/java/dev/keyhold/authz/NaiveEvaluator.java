package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules again, written from AWS's documentation on plain maps and strings, sharing nothing with the evaluator
/// under test. It looks at every statement, then states the rules as formulas.
///
/// A [Fault] breaks one rule on purpose, to show that the comparison of the two evaluators finds such a mistake.
final class NaiveEvaluator {
    enum Outcome {
        ALLOWED,
        RESOURCE_POLICY_DENIES,
        IDENTITY_POLICY_DENIES,
        BOUNDARY_DENIES,
        SESSION_POLICY_DENIES,
        RESOURCE_POLICY_SILENT,
        IDENTITY_POLICY_SILENT,
        BOUNDARY_SILENT,
        SESSION_POLICY_SILENT
    }

    enum Fault {
        KEY_POLICY_DENY_IGNORED,
        IDENTITY_DENY_IGNORED,
        ACCOUNT_DENY_SPARES_USERS,
        RESOURCE_CASE_FOLDED,
        PRINCIPAL_CASE_FOLDED,
        ACTION_CASE_KEPT,
        IDENTITY_ALLOW_NEEDS_NO_DELEGATION,
        ACCOUNT_STATEMENT_ALLOWS_USERS,
        OTHER_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW,
        ROOT_ALWAYS_ALLOWED_ON_KEYS,
        REQUEST_WILDCARDS_MATCH,
        NOT_ACTION_READ_AS_ACTION,
        NOT_RESOURCE_READ_AS_RESOURCE,
        ABSENT_RESOURCE_IS_EVERYTHING,
        OTHER_ACCOUNTS_ALIAS_BY_IDENTITY,
        NOT_PRINCIPAL_READ_AS_PRINCIPAL,
        NOT_PRINCIPAL_SPARES_THE_USER_WITHOUT_THE_ACCOUNT,
        CONDITIONS_IGNORED,
        ONE_CONDITION_SUFFICES,
        CONDITION_KEY_CASE_KEPT,
        IF_EXISTS_IGNORED,
        NULL_READ_THE_OTHER_WAY,
        FOR_ALL_VALUES_NEEDS_A_VALUE,
        FOR_ANY_VALUE_NEEDS_NONE,
        NEGATED_OPERATOR_NEEDS_THE_KEY,
        EVERY_VALUE_MUST_MATCH,
        SEVERAL_VALUES_COUNT_FOR_THE_CALLER,
        STRING_EQUALS_TAKES_WILDCARDS,
        BOOL_CASE_KEPT,
        BINARY_COMPARED_AS_TEXT,
        ARN_WILDCARD_SPANS_PARTS,
        VARIABLE_IS_A_PATTERN,
        VARIABLES_IN_THE_OLD_VERSION,
        DEFAULT_OF_A_VARIABLE_IGNORED,
        UNKNOWN_VARIABLE_IS_EMPTY,
        NUMBERS_COMPARED_AS_TEXT,
        TIME_ZONE_IGNORED,
        NETWORK_IS_ONE_ADDRESS,
        RESOURCE_ALIASES_IN_KEY_POLICIES,
        ROLE_ARN_NAMES_NO_SESSION,
        ROLE_NAMED_WITHOUT_ITS_PATH,
        SESSION_ARN_NAMES_EVERY_SESSION,
        NOT_PRINCIPAL_SPARES_THE_SESSION_WITHOUT_THE_ROLE,
        NOT_PRINCIPAL_SPARES_THE_BOUNDED,
        BOUNDARY_IGNORED,
        BOUNDARY_IGNORED_FOR_ROLES,
        BOUNDARY_GIVES,
        BOUNDARY_DENY_IGNORED,
        BOUNDARY_LIMITS_USERS_NAMED_BY_THE_KEY_POLICY,
        LIMITS_BIND_SESSIONS_NAMED_BY_THE_KEY_POLICY,
        LIMITS_BIND_WHAT_EVERYONE_MAY,
        SESSION_POLICIES_IGNORED,
        SESSION_POLICY_GIVES,
        SESSION_POLICY_DENY_IGNORED,
        EVERY_SESSION_POLICY_MUST_ALLOW,
        GRANTS_IGNORED,
        GRANT_BEATS_A_DENY,
        GRANT_TO_THE_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW,
        GRANT_IN_ANOTHER_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW,
        GRANTEE_IS_A_PATTERN,
        GRANTEE_STAR_IS_EVERYONE,
        GRANT_ALLOWS_EVERYTHING,
        GRANT_IGNORES_CONSTRAINT,
        SUBSET_READ_AS_EQUALS,
        EQUALS_READ_AS_SUBSET,
        CONTEXT_CASE_FOLDED,
        DESCRIBE_KEY_NEEDS_THE_CONTEXT,
        SOURCE_ARN_BINDS_EVERYBODY,
        EXPIRED_GRANT_COUNTS,
        GRANT_EXPIRES_A_MOMENT_LATE,
        CHILD_GRANT_UNLIMITED,
        CHILD_GRANT_MAY_BE_WIDER,
        CHILD_GRANT_MAY_ASK_LESS,
        CHILD_GRANT_MAY_DROP_THE_SOURCE,
        CHILD_GRANT_MAY_LIVE_LONGER,
        KEY_POLICY_ALLOWS_RETIRING,
        KEY_POLICY_DENIES_RETIRING,
        IDENTITY_DENY_SPARES_RETIRING,
        GRANTEE_ALWAYS_RETIRES,
        RETIRING_PRINCIPAL_NEEDS_AN_IDENTITY_ALLOW,
        IDENTITY_ALLOW_SUFFICES_FOR_RETIRING,
        ACCOUNT_OF_THE_KEY_RETIRES,
        ACCOUNT_OF_THE_ISSUER_DOES_NOT_RETIRE
    }

    /// A request in plain words.
    ///
    /// @param keyPolicy text, null if the resource has no policy
    /// @param grants on the key
    /// @param retiring the grant that is to be retired
    /// @param resourceAccount null for actions without a resource
    /// @param context the values of context keys
    /// @param requestedGrant what a CreateGrant asks for
    /// @param time in seconds since 1970
    record Question(
            Caller caller,
            @Nullable String keyPolicy,
            List<NaiveGrants.Held> grants,
            NaiveGrants.@Nullable Held retiring,
            String action,
            String resourceArn,
            @Nullable String resourceAccount,
            Map<String, List<String>> context,
            Map<String, String> encryptionContext,
            NaiveGrants.@Nullable Terms requestedGrant,
            long time) {}

    /// @param role the ARN of the role that a session is of
    /// @param boundary text of the permissions boundary
    record Caller(
            String arn,
            @Nullable String role,
            String account,
            List<String> identityPolicies,
            @Nullable String boundary,
            List<String> sessionPolicies) {
        String accountArn() {
            return "arn:aws:iam::" + account + ":root";
        }

        boolean isRoot() {
            return arn.equals(accountArn());
        }
    }

    /// How a key policy, a grant or the right to retire one reaches a caller.
    private record Ways(boolean person, boolean role, boolean account, boolean everyone) {
        boolean any() {
            return person || role || account || everyone;
        }

        Ways or(Ways other) {
            return new Ways(
                    person || other.person, role || other.role, account || other.account, everyone || other.everyone);
        }
    }

    // no element of a statement: what it inherits of its policy
    private static final String VERSION = "#version";
    private static final String OF_KEY = "#ofKey";

    private final Set<Fault> faults;

    private final NaiveConditions conditions;
    private final NaiveGrants grants;

    NaiveEvaluator() {
        this(EnumSet.noneOf(Fault.class));
    }

    NaiveEvaluator(Fault fault) {
        this(EnumSet.of(fault));
    }

    private NaiveEvaluator(Set<Fault> faults) {
        this.faults = faults;
        this.conditions = new NaiveConditions(faults);
        this.grants = new NaiveGrants(faults);
    }

    Outcome decide(Question q) {
        Caller caller = q.caller();
        boolean keyDenies =
                q.keyPolicy() != null
                        && (q.retiring() == null || has(Fault.KEY_POLICY_DENIES_RETIRING))
                        && statements(q.keyPolicy(), true).stream().anyMatch(s -> denies(s, q));
        boolean denyCounts = !has(Fault.GRANT_BEATS_A_DENY) || !granted(q).any();
        if (keyDenies && denyCounts && !has(Fault.KEY_POLICY_DENY_IGNORED)) {
            return Outcome.RESOURCE_POLICY_DENIES;
        }
        if (anyCovers(caller.identityPolicies(), "Deny", q)
                && denyCounts
                && !has(Fault.IDENTITY_DENY_IGNORED)
                && !(q.retiring() != null && has(Fault.IDENTITY_DENY_SPARES_RETIRING))) {
            return Outcome.IDENTITY_POLICY_DENIES;
        }
        if (anyCovers(boundary(caller), "Deny", q) && !has(Fault.BOUNDARY_DENY_IGNORED)) {
            return Outcome.BOUNDARY_DENIES;
        }
        if (anyCovers(caller.sessionPolicies(), "Deny", q) && !has(Fault.SESSION_POLICY_DENY_IGNORED)) {
            return Outcome.SESSION_POLICY_DENIES;
        }
        if (q.retiring() != null) {
            return decide(q, waysToRetire(q.retiring(), q), true);
        }
        boolean same = q.resourceAccount() == null || q.resourceAccount().equals(caller.account());
        if (q.keyPolicy() != null) {
            return decide(q, allowedBy(q.keyPolicy(), q).or(granted(q)), same);
        }
        if (!same && !has(Fault.OTHER_ACCOUNTS_ALIAS_BY_IDENTITY)) {
            return Outcome.RESOURCE_POLICY_SILENT;
        }
        return identityAllows(q) ? limited(q) : Outcome.IDENTITY_POLICY_SILENT;
    }

    private Outcome decide(Question q, Ways ways, boolean same) {
        boolean root = q.caller().isRoot();
        if (root && q.retiring() == null && has(Fault.ROOT_ALWAYS_ALLOWED_ON_KEYS)) {
            return Outcome.ALLOWED;
        }
        boolean opened =
                ways.any()
                        || (q.retiring() == null
                                ? has(Fault.IDENTITY_ALLOW_NEEDS_NO_DELEGATION)
                                : has(Fault.IDENTITY_ALLOW_SUFFICES_FOR_RETIRING));
        if (!opened) {
            return Outcome.RESOURCE_POLICY_SILENT;
        }
        if (root || sufficient(q, ways, same)) {
            return Outcome.ALLOWED;
        }
        return (same && ways.role()) || identityAllows(q) ? limited(q) : Outcome.IDENTITY_POLICY_SILENT;
    }

    /// Whether nothing else is asked for.
    private boolean sufficient(Question q, Ways ways, boolean same) {
        boolean session = q.caller().role() != null;
        boolean limited = limited(q) != Outcome.ALLOWED;
        boolean fromAfar =
                has(Fault.OTHER_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW)
                        || (has(Fault.GRANT_IN_ANOTHER_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW) && granted(q).person());
        boolean person =
                ways.person()
                        && !(limited
                                && has(
                                        session
                                                ? Fault.LIMITS_BIND_SESSIONS_NAMED_BY_THE_KEY_POLICY
                                                : Fault.BOUNDARY_LIMITS_USERS_NAMED_BY_THE_KEY_POLICY))
                        && !(q.retiring() != null && has(Fault.RETIRING_PRINCIPAL_NEEDS_AN_IDENTITY_ALLOW));
        boolean everyone = ways.everyone() && !(limited && has(Fault.LIMITS_BIND_WHAT_EVERYONE_MAY));
        return ((same || fromAfar) && (person || everyone))
                || (ways.account() && has(Fault.ACCOUNT_STATEMENT_ALLOWS_USERS))
                || (q.retiring() == null
                        && granted(q).account()
                        && has(Fault.GRANT_TO_THE_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW));
    }

    /// Whether an identity policy of the caller allows; the root user needs none.
    boolean identityAllows(Question q) {
        return q.caller().isRoot()
                || anyCovers(q.caller().identityPolicies(), "Allow", q)
                || (has(Fault.BOUNDARY_GIVES) && anyCovers(boundary(q.caller()), "Allow", q))
                || (has(Fault.SESSION_POLICY_GIVES) && anyCovers(q.caller().sessionPolicies(), "Allow", q));
    }

    /// What of the allowed is left by permissions boundary and session policies.
    private Outcome limited(Question q) {
        boolean ignored =
                has(Fault.BOUNDARY_IGNORED) || (q.caller().role() != null && has(Fault.BOUNDARY_IGNORED_FOR_ROLES));
        return !boundaryAllows(q) && !ignored
                ? Outcome.BOUNDARY_SILENT
                : sessionPoliciesAllow(q) ? Outcome.ALLOWED : Outcome.SESSION_POLICY_SILENT;
    }

    boolean boundaryAllows(Question q) {
        return q.caller().boundary() == null || anyCovers(boundary(q.caller()), "Allow", q);
    }

    boolean sessionPoliciesAllow(Question q) {
        List<String> policies = q.caller().sessionPolicies();
        return policies.isEmpty()
                || has(Fault.SESSION_POLICIES_IGNORED)
                || (has(Fault.EVERY_SESSION_POLICY_MUST_ALLOW)
                        ? policies.stream().allMatch(policy -> anyCovers(List.of(policy), "Allow", q))
                        : anyCovers(policies, "Allow", q));
    }

    private static List<String> boundary(Caller caller) {
        return caller.boundary() == null ? List.of() : List.of(caller.boundary());
    }

    private boolean anyCovers(List<String> policies, String effect, Question q) {
        return policies.stream()
                .flatMap(text -> statements(text, false).stream())
                .anyMatch(statement -> covers(statement, effect, q));
    }

    // ---- who is meant

    private Ways allowedBy(String keyPolicy, Question q) {
        Ways none = new Ways(false, false, false, false);
        return statements(keyPolicy, true).stream()
                .filter(statement -> covers(statement, "Allow", q))
                .map(statement -> ways(principals(statement), q))
                .reduce(none, Ways::or);
    }

    private Ways granted(Question q) {
        Ways none = new Ways(false, false, false, false);
        return has(Fault.GRANTS_IGNORED)
                ? none
                : q.grants().stream()
                        .filter(grant -> grants.cover(grant.terms(), q))
                        .map(grant -> waysOfGrantee(grant.grantee(), q))
                        .reduce(none, Ways::or);
    }

    private Ways waysOfGrantee(String grantee, Question q) {
        boolean fits = has(Fault.GRANTEE_IS_A_PATTERN) && Pattern.matches(regex(grantee), q.caller().arn());
        boolean everyone = has(Fault.GRANTEE_STAR_IS_EVERYONE) && grantee.equals("*");
        return new Ways(
                isPerson(grantee, q) || fits || everyone, isRole(grantee, q), isAccountByArn(grantee, q), false);
    }

    private Ways waysToRetire(NaiveGrants.Held grant, Question q) {
        List<String> retirers = new ArrayList<>();
        if (grant.retiring() != null) {
            retirers.add(grant.retiring());
        }
        if (grant.terms().operations().contains("RetireGrant") || has(Fault.GRANTEE_ALWAYS_RETIRES)) {
            retirers.add(grant.grantee());
        }
        if (!has(Fault.ACCOUNT_OF_THE_ISSUER_DOES_NOT_RETIRE)) {
            retirers.add("arn:aws:iam::" + grant.issuer() + ":root");
        }
        if (has(Fault.ACCOUNT_OF_THE_KEY_RETIRES)) {
            retirers.add("arn:aws:iam::" + q.resourceAccount() + ":root");
        }
        Ways ways =
                new Ways(
                        retirers.stream().anyMatch(p -> isPerson(p, q)),
                        retirers.stream().anyMatch(p -> isRole(p, q)),
                        retirers.stream().anyMatch(p -> isAccountByArn(p, q)),
                        false);
        return has(Fault.KEY_POLICY_ALLOWS_RETIRING) && q.keyPolicy() != null
                ? ways.or(allowedBy(q.keyPolicy(), q))
                : ways;
    }

    private Ways ways(List<String> principals, Question q) {
        return new Ways(
                principals.stream().anyMatch(p -> isPerson(p, q) || (q.caller().isRoot() && isAccount(p, q))),
                principals.stream().anyMatch(p -> isRole(p, q)),
                principals.stream().anyMatch(p -> isAccount(p, q)),
                principals.contains("*"));
    }

    private boolean isPerson(String principal, Question q) {
        String arn = q.caller().arn();
        boolean sameRole =
                q.caller().role() != null && principal.startsWith(arn.substring(0, arn.lastIndexOf('/') + 1));
        return principal.equals(arn)
                || (has(Fault.PRINCIPAL_CASE_FOLDED) && principal.equalsIgnoreCase(arn))
                || (has(Fault.SESSION_ARN_NAMES_EVERY_SESSION) && sameRole);
    }

    private boolean isRole(String principal, Question q) {
        String role = q.caller().role();
        if (role == null || has(Fault.ROLE_ARN_NAMES_NO_SESSION)) {
            return false;
        }
        return principal.equals(role)
                || (has(Fault.ROLE_NAMED_WITHOUT_ITS_PATH)
                        && principal.contains(":role/")
                        && principal.endsWith(role.substring(role.lastIndexOf('/'))));
    }

    private static boolean isAccount(String principal, Question q) {
        return principal.equals(q.caller().account()) || isAccountByArn(principal, q);
    }

    private static boolean isAccountByArn(String principal, Question q) {
        return principal.equals(q.caller().accountArn());
    }

    private boolean denies(Map<String, Object> statement, Question q) {
        if (!covers(statement, "Deny", q)) {
            return false;
        }
        Ways ways = ways(principals(statement), q);
        if (statement.containsKey("NotPrincipal") && !has(Fault.NOT_PRINCIPAL_READ_AS_PRINCIPAL)) {
            return !spares(ways, q);
        }
        boolean account = ways.account() && (q.caller().isRoot() || !has(Fault.ACCOUNT_DENY_SPARES_USERS));
        return ways.person() || ways.role() || ways.everyone() || account;
    }

    /// Whether a NotPrincipal lists all of the caller, the caller's role and the caller's account.
    private boolean spares(Ways ways, Question q) {
        if (q.caller().boundary() != null && !has(Fault.NOT_PRINCIPAL_SPARES_THE_BOUNDED)) {
            return false;
        }
        boolean role =
                ways.role()
                        || q.caller().role() == null
                        || has(Fault.NOT_PRINCIPAL_SPARES_THE_SESSION_WITHOUT_THE_ROLE);
        boolean account =
                ways.account()
                        || (q.caller().role() == null && has(Fault.NOT_PRINCIPAL_SPARES_THE_USER_WITHOUT_THE_ACCOUNT));
        return ways.everyone() || (ways.person() && role && account);
    }

    // ---- what a reason names

    /// Whether the statement with this number of the key policy allows the request to the caller or the caller's
    /// account, or denies it.
    boolean decides(int number, String effect, Question q) {
        Map<String, Object> statement = statements(String.valueOf(q.keyPolicy()), true).get(number - 1);
        return effect.equals("Deny")
                ? denies(statement, q)
                : covers(statement, "Allow", q) && ways(principals(statement), q).any();
    }

    /// Whether the grant with this id lets the caller in, or lets the caller retire it.
    boolean lets(String id, Question q) {
        return q.retiring() != null
                ? q.retiring().id().equals(id) && waysToRetire(q.retiring(), q).any()
                : q.grants().stream()
                        .anyMatch(grant ->
                                grant.id().equals(id)
                                        && grants.cover(grant.terms(), q)
                                        && waysOfGrantee(grant.grantee(), q).any());
    }

    // ---- statements

    /// Whether the statement with this number of this policy of the caller has the effect and covers the request.
    boolean covers(String policy, int number, String effect, Question q) {
        return covers(statements(policy, false).get(number - 1), effect, q);
    }

    private boolean covers(Map<String, Object> statement, String effect, Question q) {
        return effect.equals(statement.get("Effect"))
                && coversAction(statement, q)
                && coversResource(statement, q)
                && conditions.hold(statement, known(statement, q), hasVariables(statement));
    }

    /// kms:ResourceAliases is for IAM policies only.
    private Map<String, List<String>> known(Map<String, Object> statement, Question q) {
        Map<String, List<String>> known = new HashMap<>(q.context());
        if (Boolean.TRUE.equals(statement.get(OF_KEY)) && !has(Fault.RESOURCE_ALIASES_IN_KEY_POLICIES)) {
            known.keySet().removeIf(key -> key.equalsIgnoreCase("kms:ResourceAliases"));
        }
        return known;
    }

    private static boolean hasVariables(Map<String, Object> statement) {
        return "2012-10-17".equals(statement.get(VERSION));
    }

    private boolean coversAction(Map<String, Object> statement, Question q) {
        if (statement.containsKey("NotAction")) {
            boolean listed = list(statement.get("NotAction")).stream().anyMatch(p -> actionMatches(p, q.action()));
            return has(Fault.NOT_ACTION_READ_AS_ACTION) == listed;
        }
        return statement.containsKey("Action")
                && list(statement.get("Action")).stream().anyMatch(p -> actionMatches(p, q.action()));
    }

    private boolean coversResource(Map<String, Object> statement, Question q) {
        if (statement.containsKey("NotResource")) {
            boolean listed =
                    list(statement.get("NotResource")).stream().anyMatch(p -> resourceMatches(p, statement, q));
            return has(Fault.NOT_RESOURCE_READ_AS_RESOURCE) == listed;
        }
        return statement.containsKey("Resource")
                ? list(statement.get("Resource")).stream().anyMatch(p -> resourceMatches(p, statement, q))
                : has(Fault.ABSENT_RESOURCE_IS_EVERYTHING);
    }

    private boolean actionMatches(String pattern, String action) {
        int flags = has(Fault.ACTION_CASE_KEPT) ? 0 : Pattern.CASE_INSENSITIVE;
        return Pattern.compile(regex(pattern), flags).matcher(action).matches();
    }

    private boolean resourceMatches(String pattern, Map<String, Object> statement, Question q) {
        String arn = q.resourceArn();
        return conditions.isLike(arn, pattern, q.context(), hasVariables(statement), has(Fault.RESOURCE_CASE_FOLDED))
                || (has(Fault.REQUEST_WILDCARDS_MATCH) && Pattern.matches(regex(arn), pattern));
    }

    private static String regex(String pattern) {
        return pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
    }

    private static List<String> principals(Map<String, Object> statement) {
        Object principal =
                statement.containsKey("NotPrincipal") ? statement.get("NotPrincipal") : statement.get("Principal");
        return principal instanceof Map<?, ?> byKind
                ? byKind.containsKey("AWS") ? list(byKind.get("AWS")) : List.<String>of()
                : list(principal);
    }

    private static List<Map<String, Object>> statements(String text, boolean ofKey) {
        Map<String, Object> policy = NaiveJson.parseObject(text);
        Object statement = policy.get("Statement");
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object one : statement instanceof List<?> many ? many : List.of(statement)) {
            @SuppressWarnings("unchecked")
            Map<String, Object> members = (Map<String, Object>) one;
            members.put(VERSION, String.valueOf(policy.get("Version")));
            members.put(OF_KEY, ofKey);
            all.add(members);
        }
        return all;
    }

    static List<String> list(@Nullable Object value) {
        return value instanceof List<?> many
                ? many.stream().map(String.class::cast).toList()
                : List.of(String.valueOf(value));
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
