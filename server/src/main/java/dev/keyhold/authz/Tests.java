package dev.keyhold.authz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tests of conditions, compiled from the values of a policy. What of a request is not of the operator's type
/// matches nothing.
final class Tests {
    private Tests() {}

    /// @throws IllegalArgumentException if a value is not of the operator's type
    static Condition.Test of(Operator.Kind kind, List<String> values, boolean variables) {
        return switch (kind) {
            case STRING -> strings(values, Function.identity(), variables);
            case STRING_IGNORING_CASE -> strings(values, RequestContext::fold, variables);
            case STRING_LIKE -> {
                Patterns patterns = Patterns.compile(false, values, variables);
                yield patterns::match;
            }
            case NUMERIC_EQUALS -> numbers(values, order -> order == 0);
            case NUMERIC_LESS -> numbers(values, order -> order < 0);
            case NUMERIC_LESS_OR_EQUAL -> numbers(values, order -> order <= 0);
            case NUMERIC_GREATER -> numbers(values, order -> order > 0);
            case NUMERIC_GREATER_OR_EQUAL -> numbers(values, order -> order >= 0);
            case DATE_EQUALS -> dates(values, order -> order == 0);
            case DATE_LESS -> dates(values, order -> order < 0);
            case DATE_LESS_OR_EQUAL -> dates(values, order -> order <= 0);
            case DATE_GREATER -> dates(values, order -> order > 0);
            case DATE_GREATER_OR_EQUAL -> dates(values, order -> order >= 0);
            case BOOL, NULL -> members(values.stream().map(ConditionValues::bool), ConditionValues::boolOf);
            case BINARY -> members(values.stream().map(ConditionValues::binary), ConditionValues::binaryOf);
            case IP_ADDRESS -> addresses(values);
            case ARN -> arns(values, variables);
        };
    }

    private static Condition.Test strings(List<String> values, Function<String, String> form, boolean variables) {
        Set<String> exact =
                values.stream()
                        .filter(value -> !variables || !Template.isTemplate(value))
                        .map(form)
                        .collect(Collectors.toUnmodifiableSet());
        List<Template> templates =
                values.stream()
                        .filter(value -> variables && Template.isTemplate(value))
                        .map(value -> Template.parse(value, false, true))
                        .toList();
        return (value, context) -> {
            String wanted = form.apply(value);
            return exact.contains(wanted)
                    || (!templates.isEmpty()
                            && templates.stream()
                                    .anyMatch(
                                            template -> template.text(context).map(form).equals(Optional.of(wanted))));
        };
    }

    private static <T> Condition.Test members(Stream<T> values, Function<String, Optional<T>> read) {
        Set<T> wanted = values.collect(Collectors.toUnmodifiableSet());
        return (value, context) -> read.apply(value).filter(wanted::contains).isPresent();
    }

    private static Condition.Test numbers(List<String> values, IntPredicate order) {
        List<BigDecimal> wanted = values.stream().map(ConditionValues::number).toList();
        return compared(wanted, ConditionValues::numberOf, order);
    }

    private static Condition.Test dates(List<String> values, IntPredicate order) {
        List<Instant> wanted = values.stream().map(ConditionValues::date).toList();
        return compared(wanted, ConditionValues::dateOf, order);
    }

    private static <T extends Comparable<T>> Condition.Test compared(
            List<T> wanted, Function<String, Optional<T>> read, IntPredicate order) {
        return (value, context) ->
                read.apply(value)
                        .filter(given -> wanted.stream().anyMatch(one -> order.test(given.compareTo(one))))
                        .isPresent();
    }

    private static Condition.Test addresses(List<String> values) {
        List<Network> networks =
                values.stream()
                        .map(value -> Network.parse(value).orElseThrow(() -> malformed("an IP address range")))
                        .toList();
        return (value, context) ->
                Network.parseAddress(value)
                        .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                        .isPresent();
    }

    private static Condition.Test arns(List<String> values, boolean variables) {
        List<ArnPattern> patterns = values.stream().map(value -> ArnPattern.parse(value, variables)).toList();
        return (value, context) ->
                ArnPattern.partsOf(value)
                        .filter(arn -> patterns.stream().anyMatch(pattern -> pattern.matches(arn, context)))
                        .isPresent();
    }

    static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("a condition value is not " + what);
    }
}
