package dev.keyhold.audit;

import java.time.Instant;

/// How one principal used one key on one day (UTC) by one operation, with one result.
///
/// @param key the tuple
/// @param count how many calls
/// @param first the first of them
/// @param last the last of them
/// @param lastAddress where the last came from
/// @param lastUserAgent what kind of client made the last
public record Usage(Tuple key, long count, Instant first, Instant last, String lastAddress, String lastUserAgent) {

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
        Usage later = other.last.isBefore(last) ? this : other;
        return new Usage(
                key,
                count + other.count,
                first.isBefore(other.first) ? first : other.first,
                later.last,
                later.lastAddress,
                later.lastUserAgent);
    }
}
