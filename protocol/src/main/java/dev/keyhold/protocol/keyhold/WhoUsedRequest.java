package dev.keyhold.protocol.keyhold;

import dev.keyhold.protocol.Length;
import dev.keyhold.protocol.Range;
import org.jspecify.annotations.Nullable;

/// Request of WhoUsed.
///
/// @param keyId the key: id, key ARN, alias name or alias ARN
/// @param days how many whole days of UTC to look back; 90 if absent
public record WhoUsedRequest(
        @Length(min = 1, max = 2048) String keyId, @Range(min = 0, max = 36500) @Nullable Integer days) {}
