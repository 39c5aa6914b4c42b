package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// GenerateDataKey, GenerateDataKeyWithoutPlaintext, GenerateRandom, and STS GetCallerIdentity.
final class DataKeyTest {

    private static final Map<String, String> CONTEXT = Map.of("file", "a.txt");

    private final KmsClient kms = SharedServer.kms();

    @Test
    void aDataKeyComesInTheClearAndWrapped() {
        KeyMetadata key = SharedServer.newKey();
        GenerateDataKeyResponse made =
                kms.generateDataKey(r -> r.keyId(key.keyId()).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));

        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(made.keyId()).isEqualTo(key.arn());
        assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
        DecryptResponse opened = kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT));
        assertThat(opened.plaintext()).isEqualTo(made.plaintext());
        assertThat(opened.keyId()).isEqualTo(key.arn());
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())))
                .isWithoutText("InvalidCiphertextException");
    }

    @Test
    void aDataKeyHasTheSizeThatWasAskedFor() {
        String id = SharedServer.newKey().keyId();
        assertThat(kms.generateDataKey(r -> r.keyId(id).keySpec(DataKeySpec.AES_128)).plaintext().asByteArray())
                .hasSize(16);
        for (int size : List.of(1, 32, 33, 1024)) {
            GenerateDataKeyResponse made = kms.generateDataKey(r -> r.keyId(id).numberOfBytes(size));
            assertThat(made.plaintext().asByteArray()).hasSize(size);
            assertThat(kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())).plaintext())
                    .isEqualTo(made.plaintext());
        }
    }

    @Test
    void twoDataKeysAreNotTheSame() {
        String id = SharedServer.newKey().keyId();
        assertThat(kms.generateDataKey(r -> r.keyId(id).numberOfBytes(32)).plaintext())
                .isNotEqualTo(kms.generateDataKey(r -> r.keyId(id).numberOfBytes(32)).plaintext());
    }

    @Test
    void aDataKeyWithoutPlaintextComesWrappedOnly() {
        KeyMetadata key = SharedServer.newKey();
        GenerateDataKeyWithoutPlaintextResponse made =
                kms.generateDataKeyWithoutPlaintext(
                        r -> r.keyId(key.keyId()).numberOfBytes(64).encryptionContext(CONTEXT));

        assertThat(made.keyId()).isEqualTo(key.arn());
        assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
        assertThat(
                        kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT))
                                .plaintext()
                                .asByteArray())
                .hasSize(64);
    }

    @Test
    void exactlyOneOfSpecAndSizeMustBeGiven() {
        String id = SharedServer.newKey().keyId();
        String text = "Please specify either number of bytes or key spec.";

        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id))).is("ValidationException", text);
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).keySpec(DataKeySpec.AES_256).numberOfBytes(32)))
                .is("ValidationException", text);
        Refusal.of(() -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id))).is("ValidationException", text);
        Refusal.of(() ->
                        kms.generateDataKeyWithoutPlaintext(
                                r -> r.keyId(id).keySpec(DataKeySpec.AES_256).numberOfBytes(32)))
                .is("ValidationException", text);
    }

    @Test
    void aSizeOutOfRangeIsAValidationError() {
        String id = SharedServer.newKey().keyId();
        String tooSmall =
                "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: "
                        + "Member must have value greater than or equal to 1";
        String tooLarge =
                "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 1024";

        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).numberOfBytes(0))).is("ValidationException", tooSmall);
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).numberOfBytes(1025))).is("ValidationException", tooLarge);
        Refusal.of(() -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).numberOfBytes(0)))
                .is("ValidationException", tooSmall);
        Refusal.of(() -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).numberOfBytes(1025)))
                .is("ValidationException", tooLarge);
        Refusal.of(() -> kms.generateRandom(r -> r.numberOfBytes(0))).is("ValidationException", tooSmall);
        Refusal.of(() -> kms.generateRandom(r -> r.numberOfBytes(1025))).is("ValidationException", tooLarge);
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).numberOfBytes(-1))).hasCode("ValidationException");
    }

    @Test
    void anUnknownDataKeySpecIsAValidationError() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).keySpec("AES_512")))
                .says(
                        "ValidationException",
                        "1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy constraint: "
                                + "Member must satisfy enum value set: [",
                        "AES_128",
                        "AES_256");
    }

    @Test
    void randomBytesComeInTheNumberAskedForAndNeverTwice() {
        for (int size : List.of(1, 16, 1024)) {
            assertThat(kms.generateRandom(r -> r.numberOfBytes(size)).plaintext().asByteArray()).hasSize(size);
        }
        assertThat(kms.generateRandom(r -> r.numberOfBytes(32)).plaintext())
                .isNotEqualTo(kms.generateRandom(r -> r.numberOfBytes(32)).plaintext());
    }

    @Test
    void randomBytesWithoutANumberOrFromAKeyStoreAreRefused() {
        Refusal.of(() -> kms.generateRandom(r -> {})).is("ValidationException", "NumberOfBytes is required.");
        Refusal.of(() -> kms.generateRandom(r -> r.numberOfBytes(8).customKeyStoreId("cks-1234567890abcdef0")))
                .hasCode("CustomKeyStoreNotFoundException");
        Refusal.of(() ->
                        kms.generateRandom(r ->
                                r.numberOfBytes(8)
                                        .recipient(a ->
                                                a.attestationDocument(SdkBytes.fromUtf8String("d"))
                                                        .keyEncryptionAlgorithm("RSAES_OAEP_SHA_256"))))
                .hasCode("UnsupportedOperationException");
    }

    @Test
    void rootIsToldWhoItIs() {
        GetCallerIdentityResponse identity = SharedServer.sts().getCallerIdentity();

        assertThat(identity.account()).isEqualTo(SharedServer.ACCOUNT);
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::" + SharedServer.ACCOUNT + ":root");
        assertThat(identity.userId()).isEqualTo(SharedServer.ACCOUNT);
        assertThat(UUID.fromString(identity.responseMetadata().requestId())).isNotNull();
    }

    @Test
    void anStsActionThatIsNotThereIsInvalid() {
        Refusal.of(() -> SharedServer.sts().getFederationToken(r -> r.name("n"))).hasCode("InvalidAction");
    }
}
