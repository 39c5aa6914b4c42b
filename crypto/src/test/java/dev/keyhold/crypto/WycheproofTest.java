package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.crypto.TestFiles.Json;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wycheproof's vectors against the providers exactly as this module uses them.
final class WycheproofTest {

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    private static boolean isValid(Json test) {
        return test.text("result").equals("valid");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aesGcm(CryptoPool pool) throws Exception {
        int used = 0;
        for (Json group : TestFiles.ofWycheproof("aes_gcm_test.json").objects("testGroups")) {
            if (group.number("keySize") != 256 || group.number("ivSize") != 96 || group.number("tagSize") != 128) {
                continue;
            }
            for (Json test : group.objects("tests")) {
                assertThat(opens(pool, test)).as("tcId " + test.text("tcId")).isEqualTo(isValid(test));
                if (isValid(test)) {
                    assertThat(encrypted(pool, test)).isEqualTo(blob(test));
                }
                used++;
            }
        }
        assertThat(used).isGreaterThan(50);
    }

    private static byte[] blob(Json test) {
        byte[] ciphertext = test.bytes("ct");
        byte[] tag = test.bytes("tag");
        byte[] blob = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, blob, ciphertext.length, tag.length);
        return blob;
    }

    private static byte[] encrypted(CryptoPool pool, Json test) throws GeneralSecurityException {
        try (CryptoContext crypto = pool.borrow()) {
            Cipher gcm = crypto.encryptor(test.bytes("key"), test.bytes("iv"));
            gcm.updateAAD(test.bytes("aad"));
            return gcm.doFinal(test.bytes("msg"));
        }
    }

    private static boolean opens(CryptoPool pool, Json test) {
        byte[] iv = test.bytes("iv");
        try (CryptoContext crypto = pool.borrow()) {
            Cipher gcm = crypto.decryptor(test.bytes("key"), iv, 0);
            gcm.updateAAD(test.bytes("aad"));
            return Arrays.equals(gcm.doFinal(blob(test)), test.bytes("msg"));
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void hmacSha256(CryptoPool pool) throws Exception {
        Hmac hmac = new Hmac(pool);
        int used = 0;
        for (Json group : TestFiles.ofWycheproof("hmac_sha256_test.json").objects("testGroups")) {
            for (Json test : group.objects("tests")) {
                try (SecretBytes key = SecretBytes.takeFrom(test.bytes("key"))) {
                    byte[] tag = test.bytes("tag");
                    byte[] code = Arrays.copyOf(hmac.sha256(key, test.bytes("msg")), tag.length);
                    assertThat(Arrays.equals(code, tag)).as("tcId " + test.text("tcId")).isEqualTo(isValid(test));
                }
                used++;
            }
        }
        assertThat(used).isEqualTo(174);
    }

    @Test
    void ed25519Verification() throws Exception {
        int used = 0;
        for (Json group : TestFiles.ofWycheproof("ed25519_test.json").objects("testGroups")) {
            Ed25519PublicKey key = Ed25519PublicKey.of(group.object("publicKey").bytes("pk"));
            for (Json test : group.objects("tests")) {
                assertThat(key.verifies(test.bytes("msg"), test.bytes("sig")))
                        .as("tcId " + test.text("tcId"))
                        .isEqualTo(isValid(test));
                used++;
            }
        }
        assertThat(used).isEqualTo(151);
    }
}
