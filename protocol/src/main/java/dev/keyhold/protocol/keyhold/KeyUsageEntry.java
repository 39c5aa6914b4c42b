package dev.keyhold.protocol.keyhold;

import java.time.Instant;

/// How one principal used a key by one operation, with one result.
///
/// @param principal the caller's ARN
/// @param operation the operation's name
/// @param result `ok` or the error code
/// @param calls how many calls
/// @param first the first of them, to the second
/// @param last the last of them, to the second
/// @param lastAddress where the last came from
/// @param lastUserAgent what kind of client made the last
public record KeyUsageEntry(
        String principal,
        String operation,
        String result,
        Long calls,
        Instant first,
        Instant last,
        String lastAddress,
        String lastUserAgent) {}
