package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One key of a compiled `Condition` element under one operator. All of a statement must hold.
sealed interface Condition extends Requirement.OfCondition {
    /// As the policy has it, for people and for comparing two conditions.
    Written written();

    /// Whether it holds, as far as the known facts tell.
    Truth given(Known known);

    @Override
    default String describe() {
        return written().operator() + " " + written().key() + " " + Texts.quoted(written().values());
    }

    /// @param templates whether `${…}` in a value is a policy variable
    /// @param variables the keys whose values the policy variables stand for, in lower case
    record Written(String operator, String key, List<String> values, boolean templates, Set<String> variables) {
        static Written of(ParsedCondition parsed, boolean variables) {
            List<String> templates =
                    variables ? parsed.values().stream().filter(Template::isTemplate).toList() : List.of();
            Set<String> asked =
                    templates.stream()
                            .flatMap(text -> Template.parse(text, false, true).variables())
                            .collect(Collectors.toUnmodifiableSet());
            return new Written(
                    parsed.operator(), parsed.key(), List.copyOf(parsed.values()), !templates.isEmpty(), asked);
        }

        /// Whether the other means the same but for values that it has in addition.
        boolean hasNoOtherValuesThan(Written other) {
            return operator.equals(other.operator)
                    && templates == other.templates
                    && Set.copyOf(other.values).containsAll(values);
        }
    }

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
    record Comparison(Written written, String key, Quantifier quantifier, boolean negated, boolean absent, Test test)
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

        @Override
        public Truth given(Known known) {
            Optional<List<String>> values = known.facts().values(key);
            if (values.isEmpty()) {
                return Truth.OPEN;
            }
            boolean withoutUnknownValues = holds(known.context());
            boolean withAllMatching = !negated;
            boolean certain =
                    values.get().isEmpty()
                            || withoutUnknownValues == withAllMatching
                            || known.hasAll(written.variables());
            return certain ? Truth.of(withoutUnknownValues) : Truth.OPEN;
        }

        /// More values make it hold more often, or less often where it is negated: each test is whether one of them
        /// matches, and each quantifier follows the test. What each value of a request satisfies, one does.
        @Override
        public boolean within(Requirement other) {
            return other instanceof Comparison that
                    && that.key.equals(key)
                    && (that.quantifier == quantifier
                            || (quantifier == Quantifier.EACH && that.quantifier == Quantifier.SOME))
                    && (negated
                            ? that.written.hasNoOtherValuesThan(written)
                            : written.hasNoOtherValuesThan(that.written));
        }

        // the test follows from the rest, and two of the same values are not equal
        @Override
        public boolean equals(Object other) {
            return other instanceof Comparison that && that.quantifier == quantifier && that.written.equals(written);
        }

        @Override
        public int hashCode() {
            return 31 * quantifier.hashCode() + written.hashCode();
        }
    }

    /// `Null`.
    ///
    /// @param whenAbsent whether it holds for a request without the key
    /// @param whenPresent whether it holds for a request with the key
    record Absence(Written written, String key, boolean whenAbsent, boolean whenPresent) implements Condition {
        @Override
        public boolean holds(RequestContext context) {
            return context.values(key).isEmpty() ? whenAbsent : whenPresent;
        }

        @Override
        public Truth given(Known known) {
            return whenAbsent == whenPresent || known.has(key) ? Truth.of(holds(known.context())) : Truth.OPEN;
        }

        @Override
        public boolean within(Requirement other) {
            return other instanceof Absence that
                    && that.key.equals(key)
                    && (!whenAbsent || that.whenAbsent)
                    && (!whenPresent || that.whenPresent);
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
        Quantifier chosen = quantifier;
        return Operator.named(bare)
                .filter(operator -> hasKnownSetOperator(name) && (plain || operator != Operator.NULL))
                .map(operator ->
                        operator == Operator.NULL
                                ? absence(parsed)
                                : comparison(
                                        parsed,
                                        chosen,
                                        operator,
                                        ifExists || absentHolds(chosen, operator),
                                        variables));
    }

    private static Condition comparison(
            ParsedCondition parsed, Quantifier quantifier, Operator operator, boolean absent, boolean variables) {
        Test test = Tests.of(operator.kind(), parsed.values(), variables);
        return new Comparison(
                Written.of(parsed, variables),
                RequestContext.fold(parsed.key()),
                quantifier,
                operator.negated(),
                absent,
                test);
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

    private static Condition absence(ParsedCondition parsed) {
        List<Boolean> wanted = parsed.values().stream().map(ConditionValues::bool).toList();
        return new Absence(
                Written.of(parsed, false),
                RequestContext.fold(parsed.key()),
                wanted.contains(true),
                wanted.contains(false));
    }
}
