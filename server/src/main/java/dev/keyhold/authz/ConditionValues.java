package dev.keyhold.authz;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The types of condition values other than texts. Each is read from a policy, where a malformed one is refused, and
/// from a request, where it is no value.
final class ConditionValues {
    // bounded, so that no caller can make a comparison slow
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(?:\\.[0-9]{1,100})?");

    // the W3C's profile of ISO 8601 (NOTE-datetime)
    private static final Pattern DATE =
            Pattern.compile(
                    "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
                            + "(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
                            + "(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,3}|[0-9]{5,11}");
    private static final int NANOS = 9;

    private ConditionValues() {}

    static Boolean bool(String text) {
        return boolOf(text).orElseThrow(() -> Tests.malformed("true or false"));
    }

    static Optional<Boolean> boolOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static String binary(String text) {
        return binaryOf(text).orElseThrow(() -> Tests.malformed("Base64"));
    }

    /// The bytes, in the one form of Base64 that each array of bytes has.
    static Optional<String> binaryOf(String text) {
        try {
            return Optional.of(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static BigDecimal number(String text) {
        return numberOf(text).orElseThrow(() -> Tests.malformed("a number"));
    }

    static Optional<BigDecimal> numberOf(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static Instant date(String text) {
        return dateOf(text).orElseThrow(() -> Tests.malformed("a date"));
    }

    /// ISO 8601 or seconds since 1970; four digits are a year.
    static Optional<Instant> dateOf(String text) {
        if (EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            number(date.group(1), 0),
                            number(date.group(2), 1),
                            number(date.group(3), 1),
                            number(date.group(4), 0),
                            number(date.group(5), 0),
                            number(date.group(6), 0),
                            nanos(date.group(7)));
            String offset = date.group(8);
            return Optional.of(local.toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(NANOS - fraction.length()));
    }
}
