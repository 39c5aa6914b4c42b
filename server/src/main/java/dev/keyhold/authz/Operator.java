package dev.keyhold.authz;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The condition operators, without the set operator before and the `IfExists` behind them.
enum Operator {
    STRING_EQUALS("StringEquals", Kind.STRING, false),
    STRING_NOT_EQUALS("StringNotEquals", Kind.STRING, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.STRING_IGNORING_CASE, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.STRING_IGNORING_CASE, true),
    STRING_LIKE("StringLike", Kind.STRING_LIKE, false),
    STRING_NOT_LIKE("StringNotLike", Kind.STRING_LIKE, true),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMERIC_EQUALS, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.NUMERIC_EQUALS, true),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMERIC_LESS, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMERIC_LESS_OR_EQUAL, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMERIC_GREATER, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMERIC_GREATER_OR_EQUAL, false),
    DATE_EQUALS("DateEquals", Kind.DATE_EQUALS, false),
    DATE_NOT_EQUALS("DateNotEquals", Kind.DATE_EQUALS, true),
    DATE_LESS_THAN("DateLessThan", Kind.DATE_LESS, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.DATE_LESS_OR_EQUAL, false),
    DATE_GREATER_THAN("DateGreaterThan", Kind.DATE_GREATER, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.DATE_GREATER_OR_EQUAL, false),
    BOOL("Bool", Kind.BOOL, false),
    BINARY_EQUALS("BinaryEquals", Kind.BINARY, false),
    IP_ADDRESS("IpAddress", Kind.IP_ADDRESS, false),
    NOT_IP_ADDRESS("NotIpAddress", Kind.IP_ADDRESS, true),
    ARN_EQUALS("ArnEquals", Kind.ARN, false),
    ARN_LIKE("ArnLike", Kind.ARN, false),
    ARN_NOT_EQUALS("ArnNotEquals", Kind.ARN, true),
    ARN_NOT_LIKE("ArnNotLike", Kind.ARN, true),
    NULL("Null", Kind.NULL, false);

    /// How one value of the request is held against the values of the policy.
    enum Kind {
        STRING,
        STRING_IGNORING_CASE,
        STRING_LIKE,
        NUMERIC_EQUALS,
        NUMERIC_LESS,
        NUMERIC_LESS_OR_EQUAL,
        NUMERIC_GREATER,
        NUMERIC_GREATER_OR_EQUAL,
        DATE_EQUALS,
        DATE_LESS,
        DATE_LESS_OR_EQUAL,
        DATE_GREATER,
        DATE_GREATER_OR_EQUAL,
        BOOL,
        BINARY,
        IP_ADDRESS,
        ARN,
        NULL
    }

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(o -> o.awsName, Function.identity()));

    private final String awsName;
    private final Kind kind;
    private final boolean negated;

    Operator(String awsName, Kind kind, boolean negated) {
        this.awsName = awsName;
        this.kind = kind;
        this.negated = negated;
    }

    static Optional<Operator> named(String awsName) {
        return Optional.ofNullable(BY_NAME.get(awsName));
    }

    Kind kind() {
        return kind;
    }

    /// Whether it holds where the positive one does not, an absent key included.
    boolean negated() {
        return negated;
    }
}
