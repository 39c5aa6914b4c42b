package dev.keyhold.authz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
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
            case NUMERIC_EQUALS -> numbers(values, NavigableSet::contains);
            case NUMERIC_LESS -> numbers(values, (wanted, given) -> wanted.higher(given) != null);
            case NUMERIC_LESS_OR_EQUAL -> numbers(values, (wanted, given) -> wanted.ceiling(given) != null);
            case NUMERIC_GREATER -> numbers(values, (wanted, given) -> wanted.lower(given) != null);
            case NUMERIC_GREATER_OR_EQUAL -> numbers(values, (wanted, given) -> wanted.floor(given) != null);
            case DATE_EQUALS -> dates(values, NavigableSet::contains);
            case DATE_LESS -> dates(values, (wanted, given) -> wanted.higher(given) != null);
            case DATE_LESS_OR_EQUAL -> dates(values, (wanted, given) -> wanted.ceiling(given) != null);
            case DATE_GREATER -> dates(values, (wanted, given) -> wanted.lower(given) != null);
            case DATE_GREATER_OR_EQUAL -> dates(values, (wanted, given) -> wanted.floor(given) != null);
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
                                    .anyMatch(template ->
                                            template.text(context, wanted.length())
                                                    .map(form)
                                                    .equals(Optional.of(wanted))));
        };
    }

    private static <T> Condition.Test members(Stream<T> values, Function<String, Optional<T>> read) {
        Set<T> wanted = values.collect(Collectors.toUnmodifiableSet());
        return (value, context) -> read.apply(value).filter(wanted::contains).isPresent();
    }

    private static Condition.Test numbers(
            List<String> values, BiPredicate<NavigableSet<BigDecimal>, BigDecimal> comparison) {
        return compared(values.stream().map(ConditionValues::number), ConditionValues::numberOf, comparison);
    }

    private static Condition.Test dates(List<String> values, BiPredicate<NavigableSet<Instant>, Instant> comparison) {
        return compared(values.stream().map(ConditionValues::date), ConditionValues::dateOf, comparison);
    }

    // in order, for a request can have thousands of values as a policy can
    private static <T extends Comparable<T>> Condition.Test compared(
            Stream<T> values, Function<String, Optional<T>> read, BiPredicate<NavigableSet<T>, T> comparison) {
        NavigableSet<T> wanted = values.collect(Collectors.toCollection(TreeSet::new));
        return (value, context) -> read.apply(value).filter(given -> comparison.test(wanted, given)).isPresent();
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
        List<ArnPattern> patterns =
                values.stream().distinct().map(value -> ArnPattern.parse(value, variables)).toList();
        return (value, context) ->
                ArnPattern.partsOf(value)
                        .filter(arn -> patterns.stream().anyMatch(pattern -> pattern.matches(arn, context)))
                        .isPresent();
    }

    static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("a condition value is not " + what);
    }
}
