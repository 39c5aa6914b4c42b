package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/// The AWS Encryption SDK for Java reads what is written here, and the other way round, each side with its own KMS code
/// over the same keys.
class InteropTest {
    private final Fixture fixture = new Fixture();

    static Stream<Arguments> suitesAndSizes() {
        return Stream.of(Suite.values())
                .flatMap(suite ->
                        Stream.of(0, 1, 4095, 4096, 4097, 12_288, (1 << 20) + 7)
                                .map(size -> Arguments.of(suite, size)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void theEncryptionSdkReadsWhatIsWrittenHere(Suite suite, int size) throws IOException {
        byte[] plaintext = bytes(size, size);
        byte[] message = fixture.encrypt(suite, plaintext);

        CryptoResult<byte[], ?> opened = theirs(suite).decryptData(provider(), message);

        assertThat(opened.getResult()).isEqualTo(plaintext);
        assertThat(opened.getEncryptionContext()).containsAllEntriesOf(CONTEXT);
        assertThat(opened.getCryptoAlgorithm()).isEqualTo(algorithm(suite));
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void whatTheEncryptionSdkWritesIsReadHere(Suite suite, int size) throws IOException {
        byte[] plaintext = bytes(size, size);
        byte[] message = theirs(suite).encryptData(provider(), plaintext, CONTEXT).getResult();

        assertThat(fixture.decrypt(message, Expectation.ofContext(CONTEXT))).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void itsKeyringsReadAndAreReadAsItsProvidersAre(Suite suite) throws IOException {
        byte[] plaintext = bytes(10_000, 1);
        byte[] ours = fixture.encrypt(suite, plaintext);
        byte[] theirs = theirs(suite).encryptData(keyring(), plaintext, CONTEXT).getResult();

        assertThat(theirs(suite).decryptData(keyring(), ours).getResult()).isEqualTo(plaintext);
        assertThat(fixture.decrypt(theirs)).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void theEncryptionSdkReadsWhatWasRewrappedHere(Suite suite, @TempDir Path directory) throws IOException {
        byte[] plaintext = bytes(50_000, 2);
        Path file =
                Files.write(
                        directory.resolve("theirs"),
                        theirs(suite).encryptData(provider(), plaintext, CONTEXT).getResult());
        String newKey = fixture.kms.newKey();

        fixture.envelope(suite).rewrap(file, newKey);

        byte[] rewrapped = Files.readAllBytes(file);
        assertThat(theirs(suite).decryptData(provider(newKey), rewrapped).getResult()).isEqualTo(plaintext);
        assertThatThrownBy(() -> theirs(suite).decryptData(provider(), rewrapped)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aMessageUnderSeveralKeysOpensWithAnyOfThem() throws IOException {
        String other = fixture.kms.newKey();
        byte[] message =
                theirs(Suite.SIGNED).encryptData(provider(fixture.arn, other), new byte[] {5}, CONTEXT).getResult();
        fixture.kms.disable(fixture.arn);

        assertThat(fixture.decrypt(message)).containsExactly(5);
        assertThat(fixture.decrypt(message, new Expectation(Map.of(), java.util.Set.of(other)))).containsExactly(5);
    }

    @Test
    void aMessageWhoseKeysAreAllRefusedTellsEachRefusal() {
        String other = fixture.kms.newKey();
        byte[] message =
                theirs(Suite.SIGNED).encryptData(provider(fixture.arn, other), new byte[] {5}, CONTEXT).getResult();
        fixture.kms.disable(fixture.arn);
        fixture.kms.disable(other);

        assertThatThrownBy(() -> fixture.decrypt(message))
                .isInstanceOfSatisfying(
                        EnvelopeException.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.KEY_UNAVAILABLE);
                            assertThat(refused.getSuppressed()).hasSize(1);
                        });
    }

    @Test
    void messagesWithoutKeyCommitmentAreRefused() {
        for (CryptoAlgorithm algorithm :
                new CryptoAlgorithm[] {
                    CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256,
                    CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384
                }) {
            byte[] message =
                    AwsCrypto.builder()
                            .withCommitmentPolicy(CommitmentPolicy.ForbidEncryptAllowDecrypt)
                            .withEncryptionAlgorithm(algorithm)
                            .build()
                            .encryptData(provider(), new byte[1], CONTEXT)
                            .getResult();

            assertThatThrownBy(() -> fixture.decrypt(message))
                    .isInstanceOfSatisfying(
                            EnvelopeException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.UNSUPPORTED))
                    .hasMessageContaining("version 1");
        }
    }

    private KmsMasterKeyProvider provider(String... arns) {
        return KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> fixture.kms)
                .buildStrict(arns.length == 0 ? new String[] {fixture.arn} : arns);
    }

    private IKeyring keyring() {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build()
                .CreateAwsKmsKeyring(
                        CreateAwsKmsKeyringInput.builder().kmsClient(fixture.kms).kmsKeyId(fixture.arn).build());
    }

    private static AwsCrypto theirs(Suite suite) {
        return AwsCrypto.builder().withEncryptionAlgorithm(algorithm(suite)).build();
    }

    private static CryptoAlgorithm algorithm(Suite suite) {
        return switch (suite) {
            case COMMITTED -> CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY;
            case SIGNED -> CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384;
        };
    }
}
