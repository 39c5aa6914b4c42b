package dev.keyhold.protocol.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and where a role was last used.
///
/// @param lastUsedDate when it was last used, absent if it never was
/// @param region the Region that it was used in
public record RoleLastUsed(@Nullable Instant lastUsedDate, @Nullable String region) {}
