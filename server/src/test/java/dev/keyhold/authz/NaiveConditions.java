package dev.keyhold.authz;

import dev.keyhold.authz.NaiveEvaluator.Fault;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conditions and policy variables again, as the IAM user guide states them, by regular expressions and the parsers of
/// the JDK.
final class NaiveConditions {
    private static final Set<String> MANY_VALUED =
            Set.of("aws:tagkeys", "kms:encryptioncontextkeys", "kms:resourcealiases");
    private static final char ANY = '\ue100';
    private static final char ONE = '\ue101';

    private final Set<Fault> faults;

    NaiveConditions(Set<Fault> faults) {
        this.faults = faults;
    }

    /// Whether the `Condition` element holds.
    ///
    /// @param known the request's context keys, as written by whoever fills them
    boolean hold(Map<String, Object> statement, Map<String, List<String>> known, boolean variables) {
        if (!statement.containsKey("Condition") || faults.contains(Fault.CONDITIONS_IGNORED)) {
            return true;
        }
        boolean allow = "Allow".equals(statement.get("Effect"));
        boolean all = true;
        boolean any = false;
        for (var operator : ((Map<?, ?>) statement.get("Condition")).entrySet()) {
            for (var key : ((Map<?, ?>) operator.getValue()).entrySet()) {
                boolean holds =
                        holds(
                                (String) operator.getKey(),
                                values((String) key.getKey(), known),
                                NaiveEvaluator.list(key.getValue()),
                                allow,
                                new Substitution(known, variables));
                all &= holds;
                any |= holds;
            }
        }
        return faults.contains(Fault.ONE_CONDITION_SUFFICES) ? all || any : all;
    }

    private record Substitution(Map<String, List<String>> known, boolean variables) {}

    private List<String> values(String key, Map<String, List<String>> known) {
        return known.entrySet().stream()
                .filter(entry ->
                        faults.contains(Fault.CONDITION_KEY_CASE_KEPT)
                                ? entry.getKey().equals(key)
                                : entry.getKey().equalsIgnoreCase(key))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private boolean holds(
            String operator, List<String> given, List<String> wanted, boolean allow, Substitution substitution) {
        String set = operator.contains(":") ? operator.substring(0, operator.indexOf(':')) : "";
        boolean ifExists = operator.endsWith("IfExists") && !faults.contains(Fault.IF_EXISTS_IGNORED);
        String name = operator.substring(operator.indexOf(':') + 1).replace("IfExists", "");
        if (name.equals("Null")) {
            boolean absent = given.isEmpty() != faults.contains(Fault.NULL_READ_THE_OTHER_WAY);
            return wanted.stream().anyMatch(value -> value.equalsIgnoreCase("true") == absent);
        }
        boolean negated = name.contains("Not");
        if (given.isEmpty()) {
            return ifExists
                    || switch (set) {
                        case "ForAllValues" -> !faults.contains(Fault.FOR_ALL_VALUES_NEEDS_A_VALUE);
                        case "ForAnyValue" -> faults.contains(Fault.FOR_ANY_VALUE_NEEDS_NONE);
                        default -> negated && !faults.contains(Fault.NEGATED_OPERATOR_NEEDS_THE_KEY);
                    };
        }
        String positive = name.replace("Not", "");
        Predicate<String> one =
                value ->
                        negated
                                != (faults.contains(Fault.EVERY_VALUE_MUST_MATCH)
                                        ? wanted.stream().allMatch(p -> matches(positive, value, p, substitution))
                                        : wanted.stream().anyMatch(p -> matches(positive, value, p, substitution)));
        boolean everyOne =
                switch (set) {
                    case "ForAllValues" -> true;
                    case "ForAnyValue" -> false;
                    default -> allow != faults.contains(Fault.SEVERAL_VALUES_COUNT_FOR_THE_CALLER);
                };
        return everyOne ? given.stream().allMatch(one) : given.stream().anyMatch(one);
    }

    private boolean matches(String operator, String given, String wanted, Substitution s) {
        return switch (operator) {
            case "StringEquals" ->
                    isLike(given, wanted, faults.contains(Fault.STRING_EQUALS_TAKES_WILDCARDS), s, false);
            case "StringEqualsIgnoreCase" -> isLike(given, wanted, false, s, true);
            case "StringLike" -> isLike(given, wanted, true, s, false);
            case "ArnEquals", "ArnLike" -> isArnLike(given, wanted, s);
            case "Bool" ->
                    (given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false"))
                            && (faults.contains(Fault.BOOL_CASE_KEPT)
                                    ? given.equals(wanted)
                                    : given.equalsIgnoreCase(wanted));
            case "BinaryEquals" -> {
                byte[] bytes = bytes(given);
                yield faults.contains(Fault.BINARY_COMPARED_AS_TEXT)
                        ? given.equals(wanted)
                        : bytes != null && Arrays.equals(bytes, bytes(wanted));
            }
            case "IpAddress" -> isIn(given, wanted);
            default -> {
                Integer order = operator.startsWith("Date") ? dates(given, wanted) : numbers(given, wanted);
                yield order != null
                        && switch (operator.replace("Date", "").replace("Numeric", "")) {
                            case "Equals" -> order == 0;
                            case "LessThan" -> order < 0;
                            case "LessThanEquals" -> order <= 0;
                            case "GreaterThan" -> order > 0;
                            case "GreaterThanEquals" -> order >= 0;
                            default -> throw new IllegalStateException(operator);
                        };
            }
        };
    }

    /// Whether the text is the one that the policy describes, which may hold variables.
    boolean isLike(String given, String wanted, Map<String, List<String>> known, boolean variables, boolean folded) {
        return isLike(given, wanted, true, new Substitution(known, variables), folded);
    }

    private boolean isLike(String given, String wanted, boolean wildcards, Substitution s, boolean folded) {
        String pattern = substituted(wanted, wildcards, s);
        return pattern != null && fits(given, pattern, folded);
    }

    private static boolean fits(String given, String pattern, boolean folded) {
        String regex =
                pattern.chars()
                        .mapToObj(c -> c == ANY ? ".*" : c == ONE ? "." : Pattern.quote(String.valueOf((char) c)))
                        .collect(Collectors.joining());
        int flags = folded ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(given).matches();
    }

    private boolean isArnLike(String given, String wanted, Substitution s) {
        if (given.split(":", 6).length < 6) {
            return false;
        }
        if (wanted.equals("*")) {
            return true;
        }
        // what a variable stands for has no part in where the policy's own colons are
        String hidden = s.variables() ? wanted.replaceAll("\\$\\{[^}]*}", "v") : wanted;
        boolean whole = hidden.split(":", 6).length == 6;
        String pattern = substituted(wanted, true, s);
        if (pattern == null) {
            return false;
        }
        if (faults.contains(Fault.ARN_WILDCARD_SPANS_PARTS)) {
            return fits(given, pattern, false);
        }
        String[] parts = whole ? parts(wanted, s) : pattern.split(":", 6);
        String[] of = given.split(":", 6);
        return parts.length == 6 && java.util.stream.IntStream.range(0, 6).allMatch(i -> fits(of[i], parts[i], false));
    }

    private String[] parts(String wanted, Substitution s) {
        // the colons of variables' names are not the ARN's
        StringBuilder marked = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            depth += c == '{' && s.variables() ? 1 : c == '}' && s.variables() ? -1 : 0;
            marked.append(c == ':' && depth > 0 ? '\ue200' : c);
        }
        return Arrays.stream(marked.toString().split(":", 6))
                .map(part -> String.valueOf(substituted(part.replace('\ue200', ':'), true, s)))
                .toArray(String[]::new);
    }

    /// The policy value with wildcards marked and variables replaced; null if one stands for nothing.
    private @Nullable String substituted(String text, boolean wildcards, Substitution s) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean variables = s.variables() || faults.contains(Fault.VARIABLES_IN_THE_OLD_VERSION);
            if (variables && text.startsWith("${", i) && text.indexOf('}', i) > 0) {
                int end = text.indexOf('}', i);
                String value = variable(text.substring(i + 2, end).trim(), s);
                if (value == null) {
                    return null;
                }
                result.append(faults.contains(Fault.VARIABLE_IS_A_PATTERN) && wildcards ? marked(value) : value);
                i = end;
            } else {
                String c = String.valueOf(text.charAt(i));
                result.append(wildcards ? marked(c) : c);
            }
        }
        return result.toString();
    }

    private static String marked(String text) {
        return text.replace('*', ANY).replace('?', ONE);
    }

    private @Nullable String variable(String inside, Substitution s) {
        if (Set.of("*", "?", "$").contains(inside)) {
            return inside;
        }
        String[] nameAndDefault = inside.split(",", 2);
        String name = nameAndDefault[0].trim();
        List<String> values =
                MANY_VALUED.contains(name.toLowerCase(java.util.Locale.ROOT)) ? List.of() : values(name, s.known());
        if (values.size() == 1) {
            return values.getFirst();
        }
        if (values.isEmpty() && nameAndDefault.length == 2 && !faults.contains(Fault.DEFAULT_OF_A_VARIABLE_IGNORED)) {
            return nameAndDefault[1].trim().replace("'", "");
        }
        return faults.contains(Fault.UNKNOWN_VARIABLE_IS_EMPTY) ? "" : null;
    }

    private @Nullable Integer numbers(String given, String wanted) {
        if (faults.contains(Fault.NUMBERS_COMPARED_AS_TEXT)) {
            return given.compareTo(wanted);
        }
        try {
            return Double.compare(Double.parseDouble(given), Double.parseDouble(wanted));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private @Nullable Integer dates(String given, String wanted) {
        Instant one = date(given);
        Instant other = date(wanted);
        return one == null || other == null ? null : Integer.valueOf(one.compareTo(other));
    }

    private @Nullable Instant date(String text) {
        try {
            return switch (text.length()) {
                case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
                case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                default ->
                        text.matches("[0-9]+")
                                ? Instant.ofEpochSecond(Long.parseLong(text))
                                : text.contains("T")
                                        ? moment(text)
                                        : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            };
        } catch (java.time.DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    private Instant moment(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        return faults.contains(Fault.TIME_ZONE_IGNORED)
                ? moment.toLocalDateTime().toInstant(ZoneOffset.UTC)
                : moment.toInstant();
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private boolean isIn(String given, String wanted) {
        // the JDK takes 7 for 0.0.0.7
        if (!given.contains(":") && !given.matches("[^.]+[.][^.]+[.][^.]+[.][^.]+")) {
            return false;
        }
        String[] network = wanted.split("/", -1);
        try {
            byte[] one = InetAddress.ofLiteral(given).getAddress();
            byte[] other = InetAddress.ofLiteral(network[0]).getAddress();
            int length = one.length * 8;
            int bits =
                    network.length == 1 || faults.contains(Fault.NETWORK_IS_ONE_ADDRESS)
                            ? length
                            : Integer.parseInt(network[1]);
            return one.length == other.length
                    && new BigInteger(1, one)
                            .shiftRight(length - bits)
                            .equals(new BigInteger(1, other).shiftRight(length - bits));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
