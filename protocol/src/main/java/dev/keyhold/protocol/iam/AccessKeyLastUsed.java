package dev.keyhold.protocol.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and where an access key was last used.
///
/// @param lastUsedDate when it was last used, absent if it never was
/// @param serviceName the service that it was used with, `N/A` if it never was
/// @param region the Region that it was used in, `N/A` if it never was
public record AccessKeyLastUsed(@Nullable Instant lastUsedDate, String serviceName, String region) {}
