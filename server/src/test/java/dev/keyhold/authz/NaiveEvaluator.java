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
        RESOURCE_POLICY_SILENT,
        IDENTITY_POLICY_SILENT
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
        RESOURCE_ALIASES_IN_KEY_POLICIES
    }

    /// A request in plain words.
    ///
    /// @param keyPolicy text, null if the resource has no policy
    /// @param resourceAccount null for actions without a resource
    /// @param context the values of context keys
    record Question(
            @Nullable String keyPolicy,
            List<String> identityPolicies,
            String callerArn,
            String callerAccount,
            String action,
            String resourceArn,
            @Nullable String resourceAccount,
            Map<String, List<String>> context) {}

    // no element of a statement: what it inherits of its policy
    private static final String VERSION = "#version";
    private static final String OF_KEY = "#ofKey";

    private final Set<Fault> faults;

    private final NaiveConditions conditions;

    NaiveEvaluator() {
        this(EnumSet.noneOf(Fault.class));
    }

    NaiveEvaluator(Fault fault) {
        this(EnumSet.of(fault));
    }

    private NaiveEvaluator(Set<Fault> faults) {
        this.faults = faults;
        this.conditions = new NaiveConditions(faults);
    }

    Outcome decide(Question q) {
        List<Map<String, Object>> keyStatements = q.keyPolicy() == null ? List.of() : statements(q.keyPolicy(), true);
        List<Map<String, Object>> identityStatements = new ArrayList<>();
        q.identityPolicies().forEach(text -> identityStatements.addAll(statements(text, false)));

        boolean root = q.callerArn().equals("arn:aws:iam::" + q.callerAccount() + ":root");
        boolean keyDenies =
                keyStatements.stream()
                        .anyMatch(s ->
                                covers(s, "Deny", q)
                                        && (s.containsKey("NotPrincipal")
                                                ? !spares(s, q)
                                                : namesCaller(s, q)
                                                        || (namesAccount(s, q)
                                                                && !has(Fault.ACCOUNT_DENY_SPARES_USERS))));
        boolean identityDenies = identityStatements.stream().anyMatch(s -> covers(s, "Deny", q));
        boolean keyAllowsCaller = keyStatements.stream().anyMatch(s -> covers(s, "Allow", q) && namesCaller(s, q));
        boolean keyAllowsAccount = keyStatements.stream().anyMatch(s -> covers(s, "Allow", q) && namesAccount(s, q));
        boolean identityAllows = root || identityStatements.stream().anyMatch(s -> covers(s, "Allow", q));

        if (keyDenies && !has(Fault.KEY_POLICY_DENY_IGNORED)) {
            return Outcome.RESOURCE_POLICY_DENIES;
        }
        if (identityDenies && !has(Fault.IDENTITY_DENY_IGNORED)) {
            return Outcome.IDENTITY_POLICY_DENIES;
        }
        boolean same = q.resourceAccount() == null || q.resourceAccount().equals(q.callerAccount());
        if (q.keyPolicy() == null) {
            boolean within = same || has(Fault.OTHER_ACCOUNTS_ALIAS_BY_IDENTITY);
            return !within
                    ? Outcome.RESOURCE_POLICY_SILENT
                    : identityAllows ? Outcome.ALLOWED : Outcome.IDENTITY_POLICY_SILENT;
        }
        if (root && has(Fault.ROOT_ALWAYS_ALLOWED_ON_KEYS)) {
            return Outcome.ALLOWED;
        }
        boolean direct = keyAllowsCaller || (root && keyAllowsAccount);
        boolean sufficient = same ? direct : has(Fault.OTHER_ACCOUNT_NEEDS_NO_IDENTITY_ALLOW) && direct;
        boolean opened = direct || keyAllowsAccount || has(Fault.IDENTITY_ALLOW_NEEDS_NO_DELEGATION);
        if (sufficient || (keyAllowsAccount && has(Fault.ACCOUNT_STATEMENT_ALLOWS_USERS))) {
            return Outcome.ALLOWED;
        }
        if (!opened) {
            return Outcome.RESOURCE_POLICY_SILENT;
        }
        return identityAllows ? Outcome.ALLOWED : Outcome.IDENTITY_POLICY_SILENT;
    }

    /// Whether the statement with this number of this policy has the effect and covers the request.
    boolean covers(String policy, boolean ofKey, int number, String effect, Question q) {
        return covers(statements(policy, ofKey).get(number - 1), effect, q);
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

    private boolean namesCaller(Map<String, Object> statement, Question q) {
        return principals(statement).stream()
                .anyMatch(p ->
                        p.equals("*")
                                || p.equals(q.callerArn())
                                || (has(Fault.PRINCIPAL_CASE_FOLDED) && p.equalsIgnoreCase(q.callerArn())));
    }

    private boolean namesAccount(Map<String, Object> statement, Question q) {
        return principals(statement).stream()
                .anyMatch(p -> p.equals(q.callerAccount()) || p.equals("arn:aws:iam::" + q.callerAccount() + ":root"));
    }

    /// Whether a NotPrincipal lists both the caller and the caller's account.
    private boolean spares(Map<String, Object> statement, Question q) {
        if (has(Fault.NOT_PRINCIPAL_READ_AS_PRINCIPAL)) {
            return !namesCaller(statement, q) && !namesAccount(statement, q);
        }
        boolean root = q.callerArn().endsWith(":root") && !q.callerArn().contains("/");
        boolean caller = namesCaller(statement, q) || (root && namesAccount(statement, q));
        boolean account =
                namesAccount(statement, q)
                        || principals(statement).contains("*")
                        || has(Fault.NOT_PRINCIPAL_SPARES_THE_USER_WITHOUT_THE_ACCOUNT);
        return caller && account;
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
