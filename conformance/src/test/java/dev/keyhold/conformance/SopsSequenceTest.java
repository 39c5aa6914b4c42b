package dev.keyhold.conformance;

import static dev.keyhold.conformance.GoSdk.base64;
import static dev.keyhold.conformance.GoSdk.quoted;
import static dev.keyhold.conformance.GoSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What SOPS does with a key in `kms:` of its file, call by call (getsops/sops, kms/keysource.go): the data key of the
/// file is made by SOPS and wrapped with Encrypt. The key is always named by its ARN, from which SOPS takes the region.
final class SopsSequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.SOPS);

    private final GoSdk sops = new GoSdk("m/E");
    private final String arn = sops.server().newKey().arn();
    private final byte[] dataKey = new byte[32];

    SopsSequenceTest() {
        new Random(1).nextBytes(dataKey);
    }

    private String encrypts(String context) throws Exception {
        return text(
                sops.call(
                        "Encrypt",
                        "{\"EncryptionContext\":"
                                + context
                                + ",\"KeyId\":"
                                + quoted(arn)
                                + ",\"Plaintext\":"
                                + quoted(base64(dataKey))
                                + "}"),
                "CiphertextBlob");
    }

    private String decryption(String blob, String context) {
        return "{\"CiphertextBlob\":"
                + quoted(blob)
                + ",\"EncryptionContext\":"
                + context
                + ",\"KeyId\":"
                + quoted(arn)
                + "}";
    }

    @Test
    void aFileIsEncryptedEditedAndDecrypted() throws Exception {
        // without a context SOPS sends an empty one
        String blob = encrypts("{}");
        assertThat(text(sops.call("Decrypt", decryption(blob, "{}")), "Plaintext")).isEqualTo(base64(dataKey));
        // an edit decrypts, keeps the data key and its wrapping; the next read decrypts again
        assertThat(text(sops.call("Decrypt", decryption(blob, "{}")), "Plaintext")).isEqualTo(base64(dataKey));
    }

    @Test
    void theContextOfAFileIsNeededToReadIt() throws Exception {
        String blob = encrypts("{\"app\":\"shop\",\"env\":\"prod\"}");
        assertThat(text(sops.call("Decrypt", decryption(blob, "{\"env\":\"prod\",\"app\":\"shop\"}")), "Plaintext"))
                .isEqualTo(base64(dataKey));
        assertThat(sops.refused("Decrypt", decryption(blob, "{\"env\":\"test\",\"app\":\"shop\"}")))
                .isEqualTo("InvalidCiphertextException");
        assertThat(sops.refused("Decrypt", decryption(blob, "{}"))).isEqualTo("InvalidCiphertextException");
    }

    @Test
    void aFileFromBeforeARotationIsReadAndWrappedAnew() throws Exception {
        String old = encrypts("{}");
        sops.server().setup().rotateKeyOnDemand(r -> r.keyId(arn));
        assertThat(text(sops.call("Decrypt", decryption(old, "{}")), "Plaintext")).isEqualTo(base64(dataKey));
        // `sops rotate`
        String anew = encrypts("{}");
        assertThat(text(sops.call("Decrypt", decryption(anew, "{}")), "Plaintext")).isEqualTo(base64(dataKey));
    }
}
