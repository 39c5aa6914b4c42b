package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.crypto.CommittedAead.Binding;
import dev.keyhold.crypto.CommittedAead.FixedNonces;
import dev.keyhold.crypto.TestFiles.Json;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/vectors/ciphertext-v1.json` against the engine, and against a decoder written from the document.
final class PublishedVectorsTest {

    private static Json vectors;

    @BeforeAll
    static void read() throws Exception {
        vectors = TestFiles.ofRepository("docs/vectors/ciphertext-v1.json");
    }

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    @ParameterizedTest
    @MethodSource("pools")
    void theEngineMakesExactlyThePublishedCiphertexts(CryptoPool pool) {
        CommittedAead aead = new CommittedAead(pool, Kbkdf.Purpose.CIPHERTEXT);
        for (Json vector : vectors.objects("ciphertexts")) {
            byte[] plaintext = vector.bytes("plaintext");
            EncryptionContext context = EncryptionContext.of(vector.strings("encryptionContext"));
            assertThat(context.canonical()).as(vector.text("name")).isEqualTo(vector.bytes("canonicalContext"));
            CiphertextHeader header =
                    CiphertextHeader.software(
                            Long.parseUnsignedLong(vector.text("deployment"), 16),
                            Id128.of(vector.bytes("keyId")),
                            Id128.of(vector.bytes("materialId")));
            try (SecretBytes material = SecretBytes.takeFrom(vector.bytes("material"))) {
                byte[] blob =
                        aead.seal(
                                material,
                                new Binding(header.toBytes(), context.canonical()),
                                plaintext,
                                plaintext.length,
                                new FixedNonces(vector.bytes("n"), vector.bytes("iv")));
                assertThat(blob).as(vector.text("name")).isEqualTo(vector.bytes("blob"));
                assertThat(CiphertextHeader.parse(blob)).isEqualTo(header);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void theEngineOpensThePublishedCiphertexts(CryptoPool pool) {
        SymmetricEngine engine = new SymmetricEngine(pool);
        for (Json vector : vectors.objects("ciphertexts")) {
            EncryptionContext context = EncryptionContext.of(vector.strings("encryptionContext"));
            try (SecretBytes material = SecretBytes.takeFrom(vector.bytes("material"))) {
                assertThat(engine.decrypt(material, context, vector.bytes("blob")))
                        .as(vector.text("name"))
                        .isEqualTo(vector.bytes("plaintext"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void theEngineRefusesWhatIsPublishedAsRefused(CryptoPool pool) {
        SymmetricEngine engine = new SymmetricEngine(pool);
        for (Json vector : vectors.objects("refused")) {
            EncryptionContext context = EncryptionContext.of(vector.strings("encryptionContext"));
            try (SecretBytes material = SecretBytes.takeFrom(vector.bytes("material"))) {
                assertThatThrownBy(() -> engine.decrypt(material, context, vector.bytes("blob")))
                        .as(vector.text("reason"))
                        .isInstanceOf(InvalidCiphertextException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void materialIdsAreThePublishedOnes(CryptoPool pool) {
        for (Json vector : vectors.objects("materialIds")) {
            try (SecretBytes material = SecretBytes.takeFrom(vector.bytes("material"))) {
                assertThat(KeyMaterialId.of(pool, material, Id128.of(vector.bytes("keyId"))))
                        .hasToString(vector.text("keyMaterialId"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void secretsAtRestAreMadeAndOpenedAsPublished(CryptoPool pool) {
        CommittedAead aead = new CommittedAead(pool, Kbkdf.Purpose.WRAPPING);
        SecretWrapping wrapping = new SecretWrapping(pool);
        for (Json vector : vectors.objects("wrapped")) {
            List<String> parts = vector.texts("row");
            RowIdentity row = RowIdentity.of(parts.getFirst(), parts.subList(1, parts.size()).toArray(String[]::new));
            byte[] wrapped = vector.bytes("wrapped");
            byte[] secret = vector.bytes("secret");
            try (SecretBytes key = SecretBytes.takeFrom(vector.bytes("key"));
                    SecretBytes opened =
                            wrapping.unwrap(
                                    number -> number == vector.number("keyNumber") ? key : null, row, wrapped)) {
                assertThat(opened.unsafeUse(byte[]::clone)).isEqualTo(secret);
                Binding binding = new Binding(Arrays.copyOf(wrapped, 8), row.shared());
                FixedNonces nonces = new FixedNonces(vector.bytes("n"), vector.bytes("iv"));
                assertThat(aead.seal(key, binding, secret, secret.length, nonces)).isEqualTo(wrapped);
            }
        }
    }

    @Test
    void aDecoderWrittenFromTheDocumentAgreesWithEveryVector() throws Exception {
        for (Json vector : vectors.objects("ciphertexts")) {
            assertThat(
                            PublishedFormat.decrypt(
                                    vector.bytes("material"),
                                    vector.strings("encryptionContext"),
                                    vector.bytes("blob")))
                    .isEqualTo(vector.bytes("plaintext"));
        }
        for (Json vector : vectors.objects("wrapped")) {
            assertThat(PublishedFormat.unwrap(vector.bytes("key"), vector.texts("row"), vector.bytes("wrapped")))
                    .isEqualTo(vector.bytes("secret"));
        }
        for (Json vector : vectors.objects("refused")) {
            assertThatThrownBy(() ->
                            PublishedFormat.decrypt(
                                    vector.bytes("material"),
                                    vector.strings("encryptionContext"),
                                    vector.bytes("blob")))
                    .as(vector.text("reason"))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }
}
