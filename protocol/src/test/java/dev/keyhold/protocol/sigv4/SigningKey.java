package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyhold.protocol.Blob;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's half of a signature, for tests.
final class SigningKey {

    private SigningKey() {}

    static Blob sign(String secret, CredentialScope scope, byte[] stringToSign) {
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        key = hmac(key, scope.date().getBytes(UTF_8));
        key = hmac(key, scope.region().getBytes(UTF_8));
        key = hmac(key, scope.service().getBytes(UTF_8));
        key = hmac(key, CredentialScope.TERMINATOR.getBytes(UTF_8));
        return Blob.wrap(hmac(key, stringToSign));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
