package dev.keyhold.authz;

import dev.keyhold.authz.NaiveEvaluator.Caller;
import dev.keyhold.authz.NaiveEvaluator.Question;
import dev.keyhold.authz.NaiveGrants.Held;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random policies and requests over a small world, so that they often have to do with each other, written in as many
/// ways as JSON and the policy language allow.
final class PolicyGenerator {
    static final String HERE = "111122223333";
    static final String ELSEWHERE = "444455556666";

    static final List<String> ACCOUNTS = List.of(HERE, ELSEWHERE);
    private static final List<String> USERS = List.of("/alice", "/Alice", "/team/alice", "/t*/alice", "/root");
    private static final List<String> ROLES = List.of("/alice", "/service-role/alice", "/Alice");
    private static final List<String> SESSIONS = List.of("alice", "Alice", "bob");
    private static final List<String> ACTIONS =
            List.of(
                    "kms:Decrypt",
                    "kms:Encrypt",
                    "kms:GenerateDataKey",
                    "kms:GenerateDataKeyPair",
                    "kms:CreateGrant",
                    "kms:CreateGrant",
                    "kms:DescribeKey",
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
    private final GrantGenerator grants;

    /// The principals that the request is made by; policies name them more often than others.
    private List<String> callers = List.of("*");

    PolicyGenerator(long seed) {
        this.random = new Random(seed);
        this.conditions = new ConditionGenerator(random);
        this.grants = new GrantGenerator(random);
    }

    Question question() {
        Caller caller = caller();
        callers =
                Stream.of(caller.arn(), caller.role(), caller.accountArn())
                        .flatMap(Stream::ofNullable)
                        .filter(arn -> !arn.contains("*"))
                        .toList();
        String owner = oneIn(3) ? pick(ACCOUNTS) : caller.account();
        return switch (random.nextInt(10)) {
            case 0 -> question(caller, null, List.of(), null, pick(ACTIONS), "*", null);
            case 1 -> question(caller, null, List.of(), null, pick(ACTIONS), pick(RESOURCES), owner);
            case 2 -> {
                String action = "kms:RetireGrant";
                Held retiring = grants.grant(caller, action, principalArn());
                yield question(caller, policy(true), List.of(), retiring, action, pick(RESOURCES), owner);
            }
            default -> {
                String action = pick(ACTIONS);
                List<Held> held = new ArrayList<>();
                for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
                    held.add(grants.grant(caller, action, principalArn()));
                }
                yield question(caller, policy(true), held, null, action, pick(RESOURCES), owner);
            }
        };
    }

    private Question question(
            Caller caller,
            @Nullable String keyPolicy,
            List<Held> held,
            @Nullable Held retiring,
            String action,
            String resource,
            @Nullable String owner) {
        Map<String, List<String>> context = conditions.context();
        if (oneIn(4)) {
            // AWS puts the role there for its sessions
            context.put("aws:PrincipalArn", List.of(caller.role() == null ? caller.arn() : caller.role()));
        }
        return new Question(
                caller,
                keyPolicy,
                held,
                retiring,
                action,
                resource,
                owner,
                context,
                grants.encryptionContext(),
                action.equals("kms:CreateGrant") ? grants.requested(held) : null,
                grants.time());
    }

    private Caller caller() {
        String account = pick(ACCOUNTS);
        String iam = "arn:aws:iam::" + account;
        List<String> given = policies(random.nextInt(4));
        int kind = random.nextInt(10);
        if (kind < 2) {
            return new Caller(iam + ":root", null, account, given, null, List.of());
        }
        String boundary = oneIn(4) ? policy(false) : null;
        if (kind < 6) {
            return new Caller(iam + ":user" + pick(USERS), null, account, given, boundary, List.of());
        }
        String role = iam + ":role" + pick(ROLES);
        String session = "arn:aws:sts::" + account + ":assumed-role" + role.substring(role.lastIndexOf('/'));
        List<String> limiting = policies(oneIn(2) ? 0 : 1 + random.nextInt(2));
        return new Caller(session + "/" + pick(SESSIONS), role, account, given, boundary, limiting);
    }

    private List<String> policies(int number) {
        return Stream.generate(() -> policy(false)).limit(number).toList();
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
            boolean not = deny && oneIn(2);
            members.add(
                    not && !oneIn(3)
                            ? member("NotPrincipal", object(List.of(member("AWS", nearlyAll(callers)))))
                            : member(not ? "NotPrincipal" : "Principal", principal()));
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
        return switch (random.nextInt(12)) {
            case 0 -> "*";
            case 1, 2 -> pick(ACCOUNTS);
            case 3, 4 -> "arn:aws:iam::" + pick(ACCOUNTS) + ":root";
            case 5, 6, 7 -> pick(callers);
            default -> principalArn();
        };
    }

    /// Of a user, a role or a session.
    private String principalArn() {
        String account = pick(ACCOUNTS);
        return switch (random.nextInt(3)) {
            case 0 -> "arn:aws:iam::" + account + ":user" + pick(List.of("/alice", "/Alice", "/team/alice", "/root"));
            case 1 -> "arn:aws:iam::" + account + ":role" + pick(ROLES);
            default ->
                    "arn:aws:sts::"
                            + account
                            + ":assumed-role/"
                            + pick(List.of("alice", "Alice"))
                            + "/"
                            + pick(SESSIONS);
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

    /// What a NotPrincipal must list to spare somebody, or one less.
    private String nearlyAll(List<String> items) {
        List<String> some = new ArrayList<>(items);
        Collections.shuffle(some, random);
        return listOrSingle(
                some.subList(some.size() == 1 || oneIn(2) ? 0 : 1, some.size()).stream().map(this::quoted).toList());
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
