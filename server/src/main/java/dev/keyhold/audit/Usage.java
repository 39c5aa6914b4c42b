package dev.keyhold.audit;

import java.time.Instant;

/// How one principal used one key on one day (UTC) by one operation, with one result.
///
/// @param key the tuple
/// @param count how many calls
/// @param first the first of them
/// @param last the last of them
public record Usage(Tuple key, long count, Instant first, Use last) {

    /// One of the calls.
    ///
    /// @param time when
    /// @param address where it came from
    /// @param userAgent what kind of client made it
    /// @param eventId the id of its audit record
    /// @param requestId the id that its caller got
    public record Use(Instant time, String address, String userAgent, String eventId, String requestId) {}

    /// What usage is counted by.
    ///
    /// @param day ISO date in UTC
    /// @param account the account in whose view the records are
    /// @param keyArn the key
    /// @param principal the caller's ARN
    /// @param operation the event's name
    /// @param result `ok` or the error code
    public record Tuple(String day, String account, String keyArn, String principal, String operation, String result) {}

    /// Both together.
    public Usage plus(Usage other) {
        Use later = other.last.time().isBefore(last.time()) ? last : other.last;
        return new Usage(key, count + other.count, first.isBefore(other.first) ? first : other.first, later);
    }
}
