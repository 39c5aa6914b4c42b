package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Shapes.AccessKeyIdType;
import java.time.Instant;

/// Temporary credentials of a session.
///
/// @param accessKeyId the id of the access key
/// @param secretAccessKey the secret of the key
/// @param sessionToken the token of the session
/// @param expiration when the session ends
public record Credentials(
        @AccessKeyIdType String accessKeyId, SecretText secretAccessKey, SecretText sessionToken, Instant expiration) {}
