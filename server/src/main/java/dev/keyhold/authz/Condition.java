package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;

/// One key of a compiled `Condition` element under one operator. All of a statement must hold.
sealed interface Condition {
    boolean holds(RequestContext context);

    /// How the values of the request's key count together.
    enum Quantifier {
        /// `ForAllValues:`, which an absent key satisfies.
        FOR_ALL_VALUES,
        /// `ForAnyValue:`, which an absent key does not satisfy.
        FOR_ANY_VALUE,
        /// No set operator in an Allow. A request with several values must satisfy it with each.
        EACH,
        /// No set operator in a Deny. A request with several values cannot hide one behind another.
        SOME
    }

    /// @param absent whether it holds for a request without the key
    record Comparison(String key, Quantifier quantifier, boolean negated, boolean absent, Test test)
            implements Condition {
        @Override
        public boolean holds(RequestContext context) {
            List<String> values = context.values(key);
            if (values.isEmpty()) {
                return absent;
            }
            boolean wanted = quantifier == Quantifier.FOR_ANY_VALUE || quantifier == Quantifier.SOME;
            for (String value : values) {
                if ((test.matches(value, context) != negated) == wanted) {
                    return wanted;
                }
            }
            return !wanted;
        }
    }

    /// `Null`.
    ///
    /// @param whenAbsent whether it holds for a request without the key
    /// @param whenPresent whether it holds for a request with the key
    record Absence(String key, boolean whenAbsent, boolean whenPresent) implements Condition {
        @Override
        public boolean holds(RequestContext context) {
            return context.values(key).isEmpty() ? whenAbsent : whenPresent;
        }
    }

    /// Whether one value of a request is among those of the policy.
    @FunctionalInterface
    interface Test {
        boolean matches(String value, RequestContext context);
    }

    /// Compiles; the values are read now, so that no malformed one is met when a request is decided.
    ///
    /// @param effect of the statement
    /// @param variables whether `${…}` is a policy variable
    /// @return nothing if there is no such operator
    /// @throws IllegalArgumentException saying what is malformed, in fixed words
    static Optional<Condition> compile(ParsedCondition parsed, Effect effect, boolean variables) {
        String name = parsed.operator();
        Quantifier quantifier = effect == Effect.ALLOW ? Quantifier.EACH : Quantifier.SOME;
        if (name.startsWith("ForAllValues:")) {
            quantifier = Quantifier.FOR_ALL_VALUES;
        } else if (name.startsWith("ForAnyValue:")) {
            quantifier = Quantifier.FOR_ANY_VALUE;
        }
        boolean ifExists = name.endsWith("IfExists");
        String bare = name.substring(name.indexOf(':') + 1, name.length() - (ifExists ? "IfExists".length() : 0));
        boolean plain = !ifExists && name.equals(bare);
        String key = RequestContext.fold(parsed.key());
        Quantifier chosen = quantifier;
        return Operator.named(bare)
                .filter(operator -> hasKnownSetOperator(name) && (plain || operator != Operator.NULL))
                .map(operator ->
                        operator == Operator.NULL
                                ? absence(key, parsed.values())
                                : new Comparison(
                                        key,
                                        chosen,
                                        operator.negated(),
                                        ifExists || absentHolds(chosen, operator),
                                        Tests.of(operator.kind(), parsed.values(), variables)));
    }

    private static boolean hasKnownSetOperator(String name) {
        return name.indexOf(':') < 0 || name.startsWith("ForAllValues:") || name.startsWith("ForAnyValue:");
    }

    private static boolean absentHolds(Quantifier quantifier, Operator operator) {
        return switch (quantifier) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
            case EACH, SOME -> operator.negated();
        };
    }

    private static Condition absence(String key, List<String> values) {
        List<Boolean> wanted = values.stream().map(ConditionValues::bool).toList();
        return new Absence(key, wanted.contains(true), wanted.contains(false));
    }
}
