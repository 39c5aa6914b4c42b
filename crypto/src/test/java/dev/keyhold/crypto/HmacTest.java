package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HmacTest {

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 4231, test case 2.
    @ParameterizedTest
    @MethodSource("pools")
    void itIsHmacSha256(CryptoPool pool) {
        try (SecretBytes key = secret("Jefe")) {
            assertThat(new Hmac(pool).sha256(key, "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                    .asHexString()
                    .isEqualToIgnoringCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void keysOfEveryLengthAndContextsUsedAgainGiveTheRightCode(CryptoPool pool) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Hmac hmac = new Hmac(pool);
        for (int i = 0; i < 500; i++) {
            byte[] key = new byte[1 + random.nextInt(i % 2 == 0 ? 31 : 200)];
            byte[] data = new byte[random.nextInt(3000)];
            random.nextBytes(key);
            random.nextBytes(data);
            Mac reference = Mac.getInstance("HmacSHA256");
            reference.init(new SecretKeySpec(key, "HmacSHA256"));
            try (SecretBytes secret = SecretBytes.copyOf(key)) {
                assertThat(hmac.sha256(secret, data)).as("seed " + seed).isEqualTo(reference.doFinal(data));
            }
        }
    }

    /// The example of "Deriving the signing key" in the AWS General Reference.
    @ParameterizedTest
    @MethodSource("pools")
    void theSigV4ChainIsAws(CryptoPool pool) {
        try (SecretBytes accessKey = secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
                SecretBytes signing = new Hmac(pool).sigV4SigningKey(accessKey, "20120215", "us-east-1", "iam")) {
            assertThat(signing.<String>unsafeUse(HexFormat.of()::formatHex))
                    .isEqualTo("f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d");
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void everyPartOfTheScopeCounts(CryptoPool pool) {
        Hmac hmac = new Hmac(pool);
        try (SecretBytes accessKey = secret("secret");
                SecretBytes key = hmac.sigV4SigningKey(accessKey, "20261123", "eu-west-1", "kms");
                SecretBytes date = hmac.sigV4SigningKey(accessKey, "20261124", "eu-west-1", "kms");
                SecretBytes region = hmac.sigV4SigningKey(accessKey, "20261123", "eu-west-2", "kms");
                SecretBytes service = hmac.sigV4SigningKey(accessKey, "20261123", "eu-west-1", "sts");
                SecretBytes again = hmac.sigV4SigningKey(accessKey, "20261123", "eu-west-1", "kms")) {
            assertThat(key.constantTimeEquals(date)).isFalse();
            assertThat(key.constantTimeEquals(region)).isFalse();
            assertThat(key.constantTimeEquals(service)).isFalse();
            assertThat(key.constantTimeEquals(again)).isTrue();
        }
    }

    @Test
    void aClosedOrOversizedKeyIsRefused() {
        Hmac hmac = new Hmac(CryptoPool.shared());
        SecretBytes closed = secret("closed");
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> hmac.sha256(closed, new byte[1]));
        try (SecretBytes huge = SecretBytes.copyOf(new byte[6145])) {
            assertThatIllegalArgumentException().isThrownBy(() -> hmac.sha256(huge, new byte[1]));
        }
    }
}
