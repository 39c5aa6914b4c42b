package dev.keyhold.authz;

import dev.keyhold.authz.NaiveEvaluator.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Random policies and requests over a small world, so that they often have to do with each other, written in as many
/// ways as JSON and the policy language allow.
final class PolicyGenerator {
    static final String HERE = "111122223333";
    static final String ELSEWHERE = "444455556666";

    private static final List<String> ACCOUNTS = List.of(HERE, ELSEWHERE);
    private static final List<String> USERS = List.of("/alice", "/Alice", "/team/alice", "/t*/alice", "/root");
    private static final List<String> ACTIONS =
            List.of(
                    "kms:Decrypt",
                    "kms:Encrypt",
                    "kms:GenerateDataKey",
                    "kms:GenerateDataKeyPair",
                    "kms:PutKeyPolicy",
                    "iam:GetUser",
                    "keyhold:WhoUsed");
    private static final List<String> RESOURCES =
            List.of(
                    "arn:aws:kms:us-east-1:111122223333:key/0a0a",
                    "arn:aws:kms:us-east-1:111122223333:key/0A0A",
                    "arn:aws:kms:eu-west-1:111122223333:key/0a0b",
                    "arn:aws:kms:us-east-1:444455556666:key/0a0a",
                    "arn:aws:kms:us-east-1:111122223333:key/0a*",
                    "arn:aws:kms:us-east-1:111122223333:key/0a0?",
                    "arn:aws:kms:us-east-1:111122223333:key/${aws:username}");

    private final Random random;
    private final ConditionGenerator conditions;

    PolicyGenerator(long seed) {
        this.random = new Random(seed);
        this.conditions = new ConditionGenerator(random);
    }

    Question question() {
        String account = pick(ACCOUNTS);
        String caller = "arn:aws:iam::" + account + (oneIn(4) ? ":root" : ":user" + pick(USERS));
        List<String> identityPolicies = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            identityPolicies.add(policy(false));
        }
        String resource = pick(RESOURCES);
        Map<String, List<String>> context = conditions.context();
        String owner = oneIn(3) ? pick(ACCOUNTS) : account;
        return switch (random.nextInt(8)) {
            case 0 -> new Question(null, identityPolicies, caller, account, pick(ACTIONS), "*", null, context);
            case 1 -> new Question(null, identityPolicies, caller, account, pick(ACTIONS), resource, owner, context);
            default ->
                    new Question(
                            policy(true), identityPolicies, caller, account, pick(ACTIONS), resource, owner, context);
        };
    }

    String policy(boolean ofKey) {
        List<String> members = new ArrayList<>();
        boolean variables = false;
        switch (random.nextInt(3)) {
            case 0 -> members.add(member("Version", quoted("2008-10-17")));
            case 1 -> {
                variables = true;
                members.add(member("Version", quoted("2012-10-17")));
            }
            default -> {}
        }
        if (oneIn(3)) {
            members.add(member("Id", quoted("an \"id\" \\ with é")));
        }
        List<String> statements = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            statements.add(statement(ofKey, variables));
        }
        members.add(member("Statement", listOrSingle(statements)));
        return object(members);
    }

    private String statement(boolean ofKey, boolean variables) {
        List<String> members = new ArrayList<>();
        boolean deny = oneIn(5);
        members.add(member("Effect", quoted(deny ? "Deny" : "Allow")));
        if (ofKey) {
            members.add(member(deny && oneIn(2) ? "NotPrincipal" : "Principal", principal()));
        }
        if (oneIn(2)) {
            members.add(member("Condition", condition(ofKey, variables)));
        }
        if (!ofKey || !oneIn(20)) {
            String element = oneIn(6) ? "NotAction" : "Action";
            members.add(member(element, some(() -> quoted(actionPattern()))));
        }
        if (!ofKey || !oneIn(20)) {
            String element = oneIn(6) ? "NotResource" : "Resource";
            members.add(member(element, some(() -> quoted(resourcePattern(variables)))));
        }
        if (ofKey && oneIn(3)) {
            members.add(member("Sid", quoted("Allow the \"team\"")));
        }
        return object(members);
    }

    private String condition(boolean ofKey, boolean variables) {
        Map<String, List<String>> byOperator = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = oneIn(3) ? 2 : 1; i > 0; i--) {
            ConditionGenerator.One one = conditions.one(ofKey, variables);
            if (seen.add(one.operator() + one.key())) {
                byOperator
                        .computeIfAbsent(one.operator(), _ -> new ArrayList<>())
                        .add(member(one.key(), some(() -> bareOrQuoted(conditions.value(one, variables)))));
            }
        }
        return object(
                byOperator.entrySet().stream().map(entry -> member(entry.getKey(), object(entry.getValue()))).toList());
    }

    private String bareOrQuoted(String value) {
        return value.matches("true|false|0|[1-9][0-9]{0,8}") && oneIn(2) ? value : quoted(value);
    }

    private String principal() {
        if (oneIn(8)) {
            return quoted("*");
        }
        List<String> kinds = new ArrayList<>();
        if (!oneIn(12)) {
            kinds.add(member("AWS", some(() -> quoted(principalValue()))));
        }
        if (kinds.isEmpty() || oneIn(8)) {
            kinds.add(member("Service", quoted("s3.amazonaws.com")));
        }
        if (oneIn(12)) {
            kinds.add(member("Federated", quoted("arn:aws:iam::111122223333:saml-provider/alice")));
        }
        return object(kinds);
    }

    private String principalValue() {
        String account = pick(ACCOUNTS);
        return switch (random.nextInt(10)) {
            case 0 -> "*";
            case 1, 2 -> account;
            case 3, 4 -> "arn:aws:iam::" + account + ":root";
            case 5 ->
                    oneIn(2)
                            ? "arn:aws:iam::" + account + ":role/service-role/alice"
                            : "arn:aws:sts::" + account + ":assumed-role/alice/alice";
            default -> "arn:aws:iam::" + account + ":user" + pick(List.of("/alice", "/Alice", "/team/alice", "/root"));
        };
    }

    private String actionPattern() {
        String action = pick(ACTIONS);
        int colon = action.indexOf(':');
        String service = action.substring(0, colon);
        String name = action.substring(colon + 1);
        return switch (random.nextInt(9)) {
            case 0 -> "*";
            case 1 -> "*:*";
            case 2 -> service + ":*";
            case 3 -> service + ":" + withWildcards(name);
            case 4 -> action.toUpperCase(Locale.ROOT);
            case 5 -> action.toLowerCase(Locale.ROOT);
            case 6 -> service + ":" + name.substring(0, 3) + "*";
            default -> action;
        };
    }

    private String resourcePattern(boolean variables) {
        if (oneIn(3)) {
            return "*";
        }
        String arn = pick(RESOURCES);
        if (variables && oneIn(3)) {
            return "arn:aws:kms:*:111122223333:key/" + conditions.variable() + (oneIn(3) ? "*" : "");
        }
        if (variables && arn.contains("${")) {
            return arn;
        }
        return switch (random.nextInt(4)) {
            case 0 -> "arn:" + withWildcards(arn.substring(4));
            case 1 -> arn.substring(0, 12 + random.nextInt(arn.length() - 12)) + "*";
            case 2 -> "arn:aws:kms:*:" + pick(ACCOUNTS) + ":key/*";
            default -> arn;
        };
    }

    private String withWildcards(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(changed.length());
            int to = Math.min(changed.length(), from + random.nextInt(4));
            if (oneIn(2)) {
                changed.replace(from, to, "*");
            } else {
                changed.setCharAt(from, '?');
            }
        }
        return changed.toString().replace("${", "$?");
    }

    private String some(Supplier<String> item) {
        List<String> items = new ArrayList<>();
        for (int i = oneIn(2) ? 1 : 1 + random.nextInt(3); i > 0; i--) {
            items.add(item.get());
        }
        return listOrSingle(items);
    }

    private String listOrSingle(List<String> items) {
        return items.size() == 1 && oneIn(2) ? items.getFirst() : "[" + String.join("," + space(), items) + "]";
    }

    private String object(List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return space() + "{" + space() + String.join(space() + ",", shuffled) + space() + "}";
    }

    private String member(String name, String value) {
        return quoted(name) + space() + ":" + space() + value;
    }

    private String quoted(String text) {
        boolean escaped = oneIn(10);
        return text.chars()
                .mapToObj(c ->
                        c == '"' || c == '\\'
                                ? "\\" + (char) c
                                : escaped && oneIn(3) ? "\\u%04x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private String space() {
        return pick(List.of("", "", "", " ", "\n\t", "\r\n "));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
