package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keyhold.crypto.Providers.Algorithm;
import dev.keyhold.crypto.Providers.Source;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProvidersTest {

    @Test
    void theTablePutsTheFastestSignerFirst() {
        assumeThat(Providers.isPresent(Source.CORRETTO)).as("Corretto's native library loads").isTrue();
        Providers detected = Providers.detected();
        assertThat(detected.source(Algorithm.ED25519)).isEqualTo(Source.CORRETTO);
        assertThat(detected.source(Algorithm.RANDOM)).isEqualTo(Source.CORRETTO);
        assertThat(detected.source(Algorithm.AES_GCM)).isEqualTo(Source.JDK);
        assertThat(detected.source(Algorithm.HMAC_SHA_256)).isEqualTo(Source.JDK);
    }

    @Test
    void preferencesApplyWhereTheAlgorithmIsOffered() {
        Providers jdk = Providers.preferring(Source.JDK);
        Providers bouncyCastle = Providers.preferring(Source.BOUNCY_CASTLE, Source.JDK);
        for (Algorithm algorithm : Algorithm.values()) {
            assertThat(jdk.source(algorithm)).isEqualTo(Source.JDK);
        }
        assertThat(bouncyCastle.source(Algorithm.ED25519)).isEqualTo(Source.BOUNCY_CASTLE);
        assertThat(bouncyCastle.source(Algorithm.RANDOM)).isEqualTo(Source.JDK);
    }

    @Test
    void nothingIsInstalledGlobally() {
        ProviderSets.all().forEach(Providers::describe);
        assertThat(Arrays.stream(Security.getProviders()).map(provider -> provider.getName()))
                .doesNotContain("BC", "AmazonCorrettoCryptoProvider");
    }

    @Test
    void theChoiceIsDescribedLineByLine() {
        int jdk = Runtime.version().feature();
        assertThat(Providers.preferring(Source.JDK).describe())
                .containsExactly(
                        "HmacSHA256: SunJCE " + jdk,
                        "AES/GCM/NoPadding: SunJCE " + jdk,
                        "DRBG: SUN " + jdk,
                        "Ed25519: SunEC " + jdk);
    }

    @Test
    void withoutTheOptionalLibrariesTheJdkDoesEverything() throws Exception {
        assertThat(
                        ChildJvm.of(BareProbe.class)
                                .seeing(entry -> !entry.contains("bcprov") && !entry.contains("CorrettoCrypto"))
                                .run())
                .hasSize(6)
                .contains("opened 7", "verified true")
                .noneMatch(line -> line.contains("Corretto") || line.contains("BC"));
    }

    @Test
    void withoutCorrettoBouncyCastleSigns() throws Exception {
        assertThat(ChildJvm.of(BareProbe.class).seeing(entry -> !entry.contains("CorrettoCrypto")).run())
                .anyMatch(line -> line.startsWith("Ed25519: BC "))
                .contains("opened 7", "verified true");
    }

    @Test
    void whatOneChoiceWritesEveryOtherOpens() {
        EncryptionContext context = EncryptionContext.of(Map.of("a", "b"));
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        RowIdentity row = RowIdentity.of("table", "1");
        byte[] message = "crossing".getBytes(StandardCharsets.UTF_8);
        for (CryptoPool writer : ProviderSets.pools()) {
            try (SecretBytes secret = Randomness.of(writer).secret(32)) {
                byte[] blob = new SymmetricEngine(writer).encrypt(secret, header, context, message);
                byte[] wrapped = new SecretWrapping(writer).wrap(3, secret, row, secret);
                byte[] signature = Ed25519Signer.of(writer.providers(), secret).sign(message);
                for (CryptoPool reader : ProviderSets.pools()) {
                    assertThat(new SymmetricEngine(reader).decrypt(secret, context, blob)).isEqualTo(message);
                    try (SecretBytes opened = new SecretWrapping(reader).unwrap(number -> secret, row, wrapped)) {
                        assertThat(opened.constantTimeEquals(secret)).isTrue();
                    }
                    Ed25519Signer same = Ed25519Signer.of(reader.providers(), secret);
                    assertThat(same.sign(message)).isEqualTo(signature);
                    assertThat(same.publicKey().verifies(message, signature)).isTrue();
                }
            }
        }
    }
}
