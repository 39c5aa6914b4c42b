package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Random conditions and requests to hold them against, over so few keys and values that they meet.
final class ConditionGenerator {
    private static final List<String> TEXTS = List.of("alice", "Alice", "al*", "a?ice", "*", "0a0a", "", "b");
    private static final List<String> TEXT_PATTERNS =
            List.of("alice", "ALICE", "al*", "a?ice", "*", "?*", "0a0?", "b", "l", "");
    private static final List<String> NUMBERS = List.of("7", "30", "007", "90.5", "-1", "365", "+30");
    private static final List<String> DATES =
            List.of(
                    "2026-03-01T12:00:00Z",
                    "2026-03-01T12:00:00+02:00",
                    "2026-03-01T10:00:00.000Z",
                    "2026-03-01T12:00-05:00",
                    "2026-03-01",
                    "2026-03",
                    "2026",
                    "1772359200",
                    "1772366400");
    private static final List<String> BOOLEANS = List.of("true", "false", "True", "FALSE");
    private static final List<String> BINARIES = List.of("YQ==", "YQ", "YWI=", "YWI");
    private static final List<String> ADDRESSES =
            List.of("10.0.0.7", "10.0.1.7", "192.168.1.9", "2001:db8::7", "2001:db8:0:1::7", "::ffff:10.0.0.7");
    private static final List<String> NETWORKS =
            List.of(
                    "10.0.0.0/24",
                    "10.0.0.7",
                    "10.0.0.9/8",
                    "0.0.0.0/0",
                    "192.168.1.0/29",
                    "2001:db8::/32",
                    "2001:db8::/64",
                    "::/0",
                    "2001:DB8:0:0:0:0:0:7/128",
                    "10.0.0.0/31");
    private static final List<String> ARNS =
            List.of(
                    "arn:aws:iam::111122223333:user/alice",
                    "arn:aws:iam::111122223333:user/team/alice",
                    "arn:aws:sts::444455556666:assumed-role/alice/s:1",
                    "arn:aws:iam::111122223333:user/a*");
    private static final List<String> ARN_PATTERNS =
            List.of(
                    "*",
                    "arn:aws:iam::111122223333:user/alice",
                    "arn:aws:iam::111122223333:user/*",
                    "arn:aws:*:*:*:*",
                    "arn:*:111122223333:user/alice:*:*:x",
                    "arn:aws:i*3:user/alice:*:*:*",
                    "arn:*::444455556666:assumed-role/alice/s:1",
                    "arn:aws:?am::*:user/?lice",
                    "arn:aws:sts:*:444455556666:*/s:?");
    private static final List<String> VARIABLES =
            List.of(
                    "${aws:username}",
                    "${aws:UserName}",
                    "${aws:PrincipalTag/team}",
                    "${aws:PrincipalTag/team, 'alice'}",
                    "${aws:PrincipalTag/team,'Alice'}",
                    "${kms:EncryptionContext:app, '0a0a'}",
                    "${ aws:username ,'0a*' }",
                    "${aws:TagKeys}",
                    "${kms:EncryptionContext:app}",
                    "${*}",
                    "${?}",
                    "${$}");

    /// @param type what values the operator compares
    record One(String operator, String key, Type type) {}

    /// The types of operators.
    private enum Type {
        STRING,
        NUMERIC,
        DATE,
        BOOL,
        BINARY,
        IP,
        ARN,
        NULL;

        List<String> operators() {
            return switch (this) {
                case STRING ->
                        List.of("Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike");
                case NUMERIC, DATE ->
                        List.of(
                                "Equals",
                                "NotEquals",
                                "LessThan",
                                "LessThanEquals",
                                "GreaterThan",
                                "GreaterThanEquals");
                case BOOL -> List.of("");
                case BINARY -> List.of("Equals");
                case IP -> List.of("IpAddress", "NotIpAddress");
                case ARN -> List.of("Equals", "Like", "NotEquals", "NotLike");
                case NULL -> List.of("Null");
            };
        }

        /// What a request has.
        List<String> valuesOfRequests() {
            return switch (this) {
                case STRING, NULL -> TEXTS;
                case NUMERIC -> NUMBERS;
                case DATE -> DATES;
                case BOOL -> BOOLEANS;
                case BINARY -> BINARIES;
                case IP -> ADDRESSES;
                case ARN -> ARNS;
            };
        }

        String prefix() {
            return switch (this) {
                case STRING -> "String";
                case NUMERIC -> "Numeric";
                case DATE -> "Date";
                case BOOL -> "Bool";
                case BINARY -> "Binary";
                case ARN -> "Arn";
                case IP, NULL -> "";
            };
        }
    }

    private static final Map<String, Type> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("aws:username", Type.STRING);
        KEYS.put("aws:PrincipalTag/team", Type.STRING);
        KEYS.put("kms:EncryptionContext:app", Type.STRING);
        KEYS.put("aws:TagKeys", Type.STRING);
        KEYS.put("kms:ResourceAliases", Type.STRING);
        KEYS.put("kms:RotationPeriodInDays", Type.NUMERIC);
        KEYS.put("aws:CurrentTime", Type.DATE);
        KEYS.put("aws:SecureTransport", Type.BOOL);
        KEYS.put("test:Binary", Type.BINARY);
        KEYS.put("aws:SourceIp", Type.IP);
        KEYS.put("aws:PrincipalArn", Type.ARN);
    }

    private final Random random;

    ConditionGenerator(Random random) {
        this.random = random;
    }

    Map<String, List<String>> context() {
        Map<String, List<String>> context = new LinkedHashMap<>();
        KEYS.forEach((key, type) -> {
            if (random.nextInt(3) > 0) {
                List<String> values = new ArrayList<>();
                boolean several = key.equals("aws:TagKeys") || key.equals("kms:ResourceAliases");
                for (int i = several || oneIn(4) ? 1 + random.nextInt(3) : 1; i > 0; i--) {
                    values.add(pick(oneIn(15) ? TEXTS : type.valuesOfRequests()));
                }
                context.put(key, values);
            }
        });
        return context;
    }

    /// An operator and a key, mostly one of the operator's type.
    One one(boolean ofKey, boolean variables) {
        Type type = oneIn(3) ? Type.STRING : pick(List.of(Type.values()));
        String operator = type.prefix() + pick(type.operators());
        List<String> fitting =
                KEYS.keySet().stream().filter(key -> KEYS.get(key) == type || type == Type.NULL).toList();
        String key = pick(oneIn(10) ? List.copyOf(KEYS.keySet()) : fitting);
        if (type != Type.NULL) {
            String set = pick(List.of("", "", "", "ForAllValues:", "ForAnyValue:"));
            boolean refused = ofKey && set.equals("ForAllValues:") && key.startsWith("kms:EncryptionContext:");
            operator = (refused ? "" : set) + operator + (oneIn(5) ? "IfExists" : "");
        }
        return new One(operator, oneIn(4) ? key.toUpperCase(Locale.ROOT) : key, type);
    }

    String value(One one, boolean variables) {
        return switch (one.type()) {
            case STRING -> !oneIn(3) ? pick(TEXT_PATTERNS) : oneIn(3) ? "a" + pick(VARIABLES) + "*" : pick(VARIABLES);
            case ARN ->
                    !variables || !oneIn(3)
                            ? pick(ARN_PATTERNS)
                            : oneIn(2)
                                    ? "arn:aws:iam::111122223333:user/" + pick(VARIABLES)
                                    : oneIn(2) ? "${aws:PrincipalArn}" : "arn:aws:${aws:username}:*:*:*";
            case IP -> pick(NETWORKS);
            case NULL -> pick(BOOLEANS);
            case NUMERIC, DATE, BOOL, BINARY -> pick(one.type().valuesOfRequests());
        };
    }

    String variable() {
        return pick(VARIABLES);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
