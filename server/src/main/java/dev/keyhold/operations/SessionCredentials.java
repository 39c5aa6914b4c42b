package dev.keyhold.operations;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.SessionTokens;
import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Credentials;
import dev.keyhold.protocol.sts.StsErrors;
import java.nio.charset.StandardCharsets;

/// Makes the temporary credentials of sessions. The id goes on record, so that what was done with them can be told
/// apart.
final class SessionCredentials {

    private static final int TOO_MUCH_PERCENT = 101;

    private final SessionTokens tokens;
    private final Randomness randomness;

    SessionCredentials(SessionTokens tokens, Randomness randomness) {
        this.tokens = tokens;
        this.randomness = randomness;
    }

    /// New credentials.
    ///
    /// @throws dev.keyhold.protocol.KmsException PackedPolicyTooLarge if a token cannot carry the session
    Credentials of(Call call, Session session) {
        AccessKeyFactory.Credential made = AccessKeyFactory.newTemporaryCredential(randomness);
        String token;
        try {
            token = tokens.seal(session, made.id(), made.secret().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException tooLong) {
            throw StsErrors.packedPolicyTooLarge(TOO_MUCH_PERCENT);
        }
        call.additional().text("issuedAccessKeyId", made.id()).time("expiration", session.expires());
        return new Credentials(made.id(), SecretText.of(made.secret()), SecretText.of(token), session.expires());
    }
}
