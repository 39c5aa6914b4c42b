package dev.keyhold.protocol.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The two forms of time in a signature, `yyyyMMdd` and `yyyyMMdd'T'HHmmss'Z'`, read strictly and, since every request
/// has both, without a general-purpose formatter.
final class AmzDate {

    private static final int DATE_LENGTH = 8;
    private static final int TIME_LENGTH = 16;

    private AmzDate() {}

    static boolean isDate(String text) {
        return text.length() == DATE_LENGTH && hasDigits(text, 0, DATE_LENGTH) && isInCalendar(text);
    }

    static Optional<Instant> instant(String text) {
        boolean wellFormed =
                text.length() == TIME_LENGTH
                        && hasDigits(text, 0, 8)
                        && text.charAt(8) == 'T'
                        && hasDigits(text, 9, 15)
                        && text.charAt(15) == 'Z';
        if (!wellFormed) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    number(text, 0, 4),
                                    number(text, 4, 6),
                                    number(text, 6, 8),
                                    number(text, 9, 11),
                                    number(text, 11, 13),
                                    number(text, 13, 15))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isInCalendar(String text) {
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8)) != null;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean hasDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
