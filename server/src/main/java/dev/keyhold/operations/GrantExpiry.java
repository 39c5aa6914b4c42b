package dev.keyhold.operations;

import dev.keyhold.protocol.Errors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// When a grant expires, which the suffix of its name says: `/expires/20261231T000000Z`. AWS's grants do not expire;
/// the name is the one member that every client can set.
final class GrantExpiry {

    private static final String MARK = "/expires/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private GrantExpiry() {}

    /// The time in a name, empty if it has none. A name that only looks as if it had one is refused, because whoever
    /// wrote it believes that the grant ends.
    static Optional<Instant> of(String name, Instant now) {
        int mark = name.indexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        Instant expires = parse(name.substring(mark + MARK.length()));
        if (!expires.isAfter(now)) {
            throw Errors.validation("The expiry in the grant name is in the past.");
        }
        return Optional.of(expires);
    }

    private static Instant parse(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw Errors.validation("A grant name with an expiry must end as in /expires/20261231T000000Z.");
        }
    }
}
