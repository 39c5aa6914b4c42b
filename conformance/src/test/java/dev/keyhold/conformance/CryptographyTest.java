package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/// Encrypt, Decrypt and ReEncrypt.
final class CryptographyTest {

    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("the quick brown fox");
    private static final Map<String, String> CONTEXT = Map.of("tenant", "red", "purpose", "tests");
    private static final String CONCEALED =
            "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you"
                    + " are not allowed to access.";
    private static final String INCORRECT_KEY =
            "The key ID in the request does not identify a CMK that can perform this operation.";

    private final KmsClient kms = SharedServer.kms();

    private SdkBytes encrypt(String keyId, SdkBytes plaintext, Map<String, String> context) {
        return kms.encrypt(r -> r.keyId(keyId).plaintext(plaintext).encryptionContext(context)).ciphertextBlob();
    }

    @Test
    void whatWasEncryptedIsDecryptedWithAndWithoutAKeyId() {
        KeyMetadata key = SharedServer.newKey();
        EncryptResponse encrypted = kms.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).encryptionContext(CONTEXT));
        assertThat(encrypted.keyId()).isEqualTo(key.arn());
        assertThat(encrypted.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);

        for (String keyId : Arrays.asList(null, key.keyId(), key.arn())) {
            DecryptResponse decrypted =
                    kms.decrypt(
                            r -> r.ciphertextBlob(encrypted.ciphertextBlob()).keyId(keyId).encryptionContext(CONTEXT));
            assertThat(decrypted.plaintext()).isEqualTo(PLAIN);
            assertThat(decrypted.keyId()).isEqualTo(key.arn());
            assertThat(decrypted.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
            assertThat(decrypted.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
        }
    }

    @Test
    void aPlaintextHasOneTo4096Bytes() {
        String id = SharedServer.newKey().keyId();
        for (int size : List.of(1, 44, 4095, 4096)) {
            byte[] plaintext = new byte[size];
            new Random(size).nextBytes(plaintext);
            SdkBytes blob = encrypt(id, SdkBytes.fromByteArray(plaintext), Map.of());
            assertThat(blob.asByteArray().length).isLessThanOrEqualTo(6144).isGreaterThan(size + 68);
            assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asByteArray()).isEqualTo(plaintext);
        }
        Refusal.of(() -> encrypt(id, SdkBytes.fromByteArray(new byte[4097]), Map.of()))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 4096");
        Refusal.of(() -> encrypt(id, SdkBytes.fromByteArray(new byte[0]), Map.of()))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
                                + "Member must have length greater than or equal to 1");
        Refusal.of(() -> kms.encrypt(r -> r.keyId(id)))
                .says(
                        "ValidationException",
                        "1 validation error detected: Value",
                        "at 'plaintext' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void theSamePlaintextNeverGivesTheSameCiphertext() {
        String id = SharedServer.newKey().keyId();
        assertThat(encrypt(id, PLAIN, CONTEXT)).isNotEqualTo(encrypt(id, PLAIN, CONTEXT));
    }

    @Test
    void theOrderOfTheContextDoesNotMatter() {
        String id = SharedServer.newKey().keyId();
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");
        SdkBytes blob = encrypt(id, PLAIN, one);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(other)).plaintext()).isEqualTo(PLAIN);
    }

    @Test
    void anEmptyContextIsNoContext() {
        String id = SharedServer.newKey().keyId();
        SdkBytes blob = encrypt(id, PLAIN, Map.of());
        assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAIN);
    }

    @Test
    void anyOtherContextIsAnInvalidCiphertextWithoutText() {
        String id = SharedServer.newKey().keyId();
        SdkBytes blob = encrypt(id, PLAIN, Map.of("ab", "c", "k", ""));
        List<Map<String, String>> others =
                List.of(
                        Map.of(),
                        Map.of("ab", "c"),
                        Map.of("ab", "C", "k", ""),
                        Map.of("Ab", "c", "k", ""),
                        Map.of("a", "bc", "k", ""),
                        Map.of("ab", "c", "k", " "),
                        Map.of("ab", "c", "k", "", "l", ""),
                        Map.of("c", "ab", "k", ""),
                        Map.of("ab", "", "k", "c"));
        for (Map<String, String> other : others) {
            Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(other)))
                    .isWithoutText("InvalidCiphertextException");
            Refusal.of(() ->
                            kms.reEncrypt(
                                    r -> r.ciphertextBlob(blob).sourceEncryptionContext(other).destinationKeyId(id)))
                    .isWithoutText("InvalidCiphertextException");
        }
    }

    @Test
    void anotherKeyIdIsTheIncorrectKey() {
        String id = SharedServer.newKey().keyId();
        String other = SharedServer.newKey().keyId();
        SdkBytes blob = encrypt(id, PLAIN, Map.of());

        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob).keyId(other)))
                .is("IncorrectKeyException", INCORRECT_KEY);
        Refusal.of(() -> kms.reEncrypt(r -> r.ciphertextBlob(blob).sourceKeyId(other).destinationKeyId(id)))
                .is("IncorrectKeyException", INCORRECT_KEY);
    }

    @Test
    void aCiphertextWithAnyByteChangedDoesNotOpen() {
        String id = SharedServer.newKey().keyId();
        byte[] blob = encrypt(id, SdkBytes.fromUtf8String("x"), CONTEXT).asByteArray();
        for (int i = 0; i < blob.length; i++) {
            byte[] changed = blob.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            SdkBytes given = SdkBytes.fromByteArray(changed);
            // a changed key id names a key that does not exist, which looks like one that the caller may not use
            Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(given).encryptionContext(CONTEXT)))
                    .hasCodeAmong("InvalidCiphertextException", "AccessDeniedException");
            Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(given).keyId(id).encryptionContext(CONTEXT)))
                    .hasCodeAmong("InvalidCiphertextException", "IncorrectKeyException");
        }
    }

    @Test
    void aCutExtendedOrForeignCiphertextDoesNotOpen() {
        String id = SharedServer.newKey().keyId();
        byte[] blob = encrypt(id, PLAIN, Map.of()).asByteArray();
        for (int length : List.of(1, 2, 43, 44, 45, blob.length - 68, blob.length - 1, blob.length + 1)) {
            SdkBytes given = SdkBytes.fromByteArray(Arrays.copyOf(blob, length));
            Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(given))).isWithoutText("InvalidCiphertextException");
        }
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromUtf8String("malformed cipher message"))))
                .isWithoutText("InvalidCiphertextException");
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(new byte[6144]))))
                .isWithoutText("InvalidCiphertextException");
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(new byte[6145]))))
                .says(
                        "ValidationException",
                        "at 'ciphertextBlob' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 6144");
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(new byte[0]))))
                .says(
                        "ValidationException",
                        "at 'ciphertextBlob' failed to satisfy constraint: "
                                + "Member must have length greater than or equal to 1");
        Refusal.of(() -> kms.decrypt(r -> r.keyId(id))).hasCode("ValidationException");
    }

    @Test
    void aCiphertextOfAnotherRegionsKeyLooksLikeOneThatIsNotAllowed() {
        SdkBytes blob = encrypt(SharedServer.newKey().keyId(), PLAIN, Map.of());
        try (KmsClient elsewhere =
                SharedServer.endpoint().kms(Credential.ROOT, software.amazon.awssdk.regions.Region.EU_WEST_1)) {
            Refusal.of(() -> elsewhere.decrypt(r -> r.ciphertextBlob(blob))).is("AccessDeniedException", CONCEALED);
        }
    }

    @Test
    void aCiphertextOfAnotherDeploymentLooksLikeOneThatIsNotAllowed() {
        SdkBytes blob = encrypt(SharedServer.newKey().keyId(), PLAIN, Map.of());
        try (KeyholdProcess other =
                        KeyholdProcess.serve(SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0");
                KmsClient there = Endpoint.http(other.port()).kms(Credential.ROOT)) {
            Refusal.of(() -> there.decrypt(r -> r.ciphertextBlob(blob))).is("AccessDeniedException", CONCEALED);
        }
    }

    @Test
    void aDisabledKeyDoesNothingUntilItIsEnabled() {
        KeyMetadata key = SharedServer.newKey();
        String id = key.keyId();
        String other = SharedServer.newKey().keyId();
        SdkBytes blob = encrypt(id, PLAIN, Map.of());
        SdkBytes ofOther = encrypt(other, PLAIN, Map.of());
        kms.disableKey(r -> r.keyId(id));
        String text = key.arn() + " is disabled.";

        Refusal.of(() -> encrypt(id, PLAIN, Map.of())).is("DisabledException", text);
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob))).is("DisabledException", text);
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob).keyId(id))).is("DisabledException", text);
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).keySpec("AES_256"))).is("DisabledException", text);
        Refusal.of(() -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).keySpec("AES_256")))
                .is("DisabledException", text);
        Refusal.of(() -> kms.reEncrypt(r -> r.ciphertextBlob(blob).destinationKeyId(other)))
                .is("DisabledException", text);
        Refusal.of(() -> kms.reEncrypt(r -> r.ciphertextBlob(ofOther).destinationKeyId(id)))
                .is("DisabledException", text);
        Refusal.of(() -> kms.rotateKeyOnDemand(r -> r.keyId(id))).is("DisabledException", text);

        kms.enableKey(r -> r.keyId(id));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAIN);
    }

    @Test
    void reEncryptMovesToAnotherKeyAndContext() {
        KeyMetadata from = SharedServer.newKey();
        KeyMetadata to = SharedServer.newKey();
        SdkBytes blob = encrypt(from.keyId(), PLAIN, CONTEXT);

        ReEncryptResponse moved =
                kms.reEncrypt(r ->
                        r.ciphertextBlob(blob)
                                .sourceEncryptionContext(CONTEXT)
                                .sourceKeyId(from.keyId())
                                .destinationKeyId(to.keyId())
                                .destinationEncryptionContext(Map.of("new", "context")));
        assertThat(moved.sourceKeyId()).isEqualTo(from.arn());
        assertThat(moved.keyId()).isEqualTo(to.arn());
        assertThat(moved.sourceKeyMaterialId()).isEqualTo(from.currentKeyMaterialId());
        assertThat(moved.destinationKeyMaterialId()).isEqualTo(to.currentKeyMaterialId());
        assertThat(moved.sourceEncryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(moved.destinationEncryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);

        DecryptResponse opened =
                kms.decrypt(r -> r.ciphertextBlob(moved.ciphertextBlob()).encryptionContext(Map.of("new", "context")));
        assertThat(opened.plaintext()).isEqualTo(PLAIN);
        assertThat(opened.keyId()).isEqualTo(to.arn());
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(moved.ciphertextBlob()).encryptionContext(CONTEXT)))
                .isWithoutText("InvalidCiphertextException");
    }

    @Test
    void reEncryptWithoutADestinationIsAValidationError() {
        SdkBytes blob = encrypt(SharedServer.newKey().keyId(), PLAIN, Map.of());
        Refusal.of(() -> kms.reEncrypt(r -> r.ciphertextBlob(blob)))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value null at 'destinationKeyId' failed to satisfy constraint: "
                                + "Member must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"})
    void anAlgorithmOfAnotherKindOfKeyIsRefused(String algorithm) {
        String id = SharedServer.newKey().keyId();
        String text = "Algorithm " + algorithm + " is incompatible with key spec SYMMETRIC_DEFAULT.";
        SdkBytes blob = encrypt(id, PLAIN, Map.of());

        Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).encryptionAlgorithm(algorithm)))
                .is("InvalidKeyUsageException", text);
        Refusal.of(() -> kms.decrypt(r -> r.keyId(id).ciphertextBlob(blob).encryptionAlgorithm(algorithm)))
                .is("InvalidKeyUsageException", text);
        Refusal.of(() ->
                        kms.reEncrypt(r ->
                                r.destinationKeyId(id).ciphertextBlob(blob).destinationEncryptionAlgorithm(algorithm)))
                .is("InvalidKeyUsageException", text);
    }

    @Test
    void anUnknownAlgorithmIsAValidationError() {
        Refusal.of(() ->
                        kms.encrypt(r ->
                                r.keyId(SharedServer.newKey().keyId()).plaintext(PLAIN).encryptionAlgorithm("ROT13")))
                .says(
                        "ValidationException",
                        "Value 'ROT13' at 'encryptionAlgorithm' failed to satisfy constraint: "
                                + "Member must satisfy enum value set: [");
    }

    @Test
    void grantTokensAndRecipientsAreRefusedRatherThanIgnored() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).grantTokens("token")))
                .hasCode("InvalidGrantTokenException");
        SdkBytes blob = encrypt(id, PLAIN, Map.of());
        Refusal.of(() ->
                        kms.decrypt(r ->
                                r.ciphertextBlob(blob)
                                        .recipient(a ->
                                                a.attestationDocument(PLAIN)
                                                        .keyEncryptionAlgorithm("RSAES_OAEP_SHA_256"))))
                .hasCode("UnsupportedOperationException");
        assertThat(kms.decrypt(r -> r.ciphertextBlob(blob).grantTokens(List.of())).plaintext()).isEqualTo(PLAIN);
    }

    @Test
    void aDryRunAnswersWhatTheCallWouldAndDoesNothing() {
        KeyMetadata key = SharedServer.newKey();
        String id = key.keyId();
        SdkBytes blob = encrypt(id, PLAIN, CONTEXT);
        String code = "DryRunOperationException";
        String text = "The request would have succeeded, but the DryRun option is set.";

        Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).dryRun(true))).is(code, text);
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT).dryRun(true)))
                .is(code, text);
        Refusal.of(() ->
                        kms.reEncrypt(r ->
                                r.ciphertextBlob(blob)
                                        .sourceEncryptionContext(CONTEXT)
                                        .destinationKeyId(id)
                                        .dryRun(true)))
                .is(code, text);
        Refusal.of(() -> kms.generateDataKey(r -> r.keyId(id).keySpec("AES_256").dryRun(true))).is(code, text);
        Refusal.of(() -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).keySpec("AES_256").dryRun(true)))
                .is(code, text);
        assertThat(kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).dryRun(false)).ciphertextBlob()).isNotNull();

        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(blob).dryRun(true)))
                .isWithoutText("InvalidCiphertextException");
        kms.disableKey(r -> r.keyId(id));
        Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).dryRun(true)))
                .is("DisabledException", key.arn() + " is disabled.");
    }

    @Test
    void aContextOfEightKilobytesIsTheLimit() {
        String id = SharedServer.newKey().keyId();
        SdkBytes blob = encrypt(id, PLAIN, Map.of("k", "v".repeat(8_000)));
        assertThat(
                        kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(Map.of("k", "v".repeat(8_000))))
                                .plaintext())
                .isEqualTo(PLAIN);
        Refusal.of(() -> encrypt(id, PLAIN, Map.of("k", "v".repeat(8_193)))).hasCode("ValidationException");
    }

    @Test
    void aDryRunThatIgnoresTheCiphertextAsksOnlyWhetherTheCallWouldBeAllowed() {
        String id = SharedServer.newKey().keyId();
        KmsClient client = SharedServer.kms();
        Refusal.of(() -> client.decrypt(r -> r.keyId(id).dryRun(true).dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")))
                .is("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        Refusal.of(() ->
                        client.reEncrypt(r ->
                                r.sourceKeyId(id)
                                        .destinationKeyId(id)
                                        .dryRun(true)
                                        .dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")))
                .hasCode("DryRunOperationException");
        Refusal.of(() -> client.decrypt(r -> r.dryRun(true).dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")))
                .hasCode("ValidationException");
        Refusal.of(() -> client.decrypt(r -> r.keyId(id).dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")))
                .hasCode("ValidationException");
        client.disableKey(r -> r.keyId(id));
        Refusal.of(() -> client.decrypt(r -> r.keyId(id).dryRun(true).dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")))
                .hasCode("DisabledException");
    }
}
