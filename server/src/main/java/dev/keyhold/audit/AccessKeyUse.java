package dev.keyhold.audit;

import java.time.Instant;

/// The last call that an access key signed, allowed or not.
///
/// @param accessKeyId the credential
/// @param time when
/// @param service what it was signed for, such as `kms`
/// @param region where
public record AccessKeyUse(String accessKeyId, Instant time, String service, String region) {

    /// The later of both.
    public AccessKeyUse or(AccessKeyUse other) {
        return other.time.isBefore(time) ? this : other;
    }
}
