package dev.keyhold.conformance;

import static dev.keyhold.conformance.GoSdk.base64;
import static dev.keyhold.conformance.GoSdk.quoted;
import static dev.keyhold.conformance.GoSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// What `seal "awskms"` of Vault and OpenBao does, call by call (hashicorp/go-kms-wrapping, wrappers/awskms/awskms.go):
/// DescribeKey when it starts, Encrypt of an envelope key, and Decrypt that does not name the key.
final class VaultSealSequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.VAULT);

    private final GoSdk vault = new GoSdk("m/E");
    private final String arn = vault.server().newKey().arn();
    private final byte[] envelopeKey = new byte[32];

    VaultSealSequenceTest() {
        new Random(2).nextBytes(envelopeKey);
    }

    /// @return the ARN that the seal then takes for its current key
    private String starts(String keyId) throws Exception {
        JsonNode answer = vault.call("DescribeKey", "{\"KeyId\":" + quoted(keyId) + "}");
        assertThat(text(answer, "KeyMetadata", "KeyId")).isNotEmpty();
        return text(answer, "KeyMetadata", "Arn");
    }

    private JsonNode seals(String keyId, byte[] plaintext) throws Exception {
        return vault.call(
                "Encrypt", "{\"KeyId\":" + quoted(keyId) + ",\"Plaintext\":" + quoted(base64(plaintext)) + "}");
    }

    private String unseals(String blob) throws Exception {
        return text(vault.call("Decrypt", "{\"CiphertextBlob\":" + quoted(blob) + "}"), "Plaintext");
    }

    @Test
    void vaultIsInitialisedAndUnsealsItselfAfterARestart() throws Exception {
        assertThat(starts(arn)).isEqualTo(arn);
        JsonNode sealed = seals(arn, envelopeKey);
        // Vault compares this with what DescribeKey said, to know whether something is to be wrapped anew
        assertThat(text(sealed, "KeyId")).isEqualTo(arn);

        assertThat(starts(arn)).isEqualTo(arn);
        assertThat(unseals(text(sealed, "CiphertextBlob"))).isEqualTo(base64(envelopeKey));
    }

    @Test
    void theHealthCheckSealsAndUnseals() throws Exception {
        byte[] heartbeat = "Heartbeat 2026-11-23T00:00:00Z".getBytes(StandardCharsets.UTF_8);
        assertThat(unseals(text(seals(arn, heartbeat), "CiphertextBlob"))).isEqualTo(base64(heartbeat));
    }

    @Test
    void anAliasIsTakenAndItsKeyIsNamed() throws Exception {
        String alias = "alias/vault-" + UUID.randomUUID();
        vault.server().setup().createAlias(r -> r.aliasName(alias).targetKeyId(arn));
        assertThat(starts(alias)).isEqualTo(arn);
        assertThat(text(seals(alias, envelopeKey), "KeyId")).isEqualTo(arn);
    }

    @Test
    void whatWasSealedBeforeARotationUnseals() throws Exception {
        String sealed = text(seals(arn, envelopeKey), "CiphertextBlob");
        vault.server().setup().rotateKeyOnDemand(r -> r.keyId(arn));
        assertThat(starts(arn)).isEqualTo(arn);
        assertThat(unseals(sealed)).isEqualTo(base64(envelopeKey));
    }

    @Test
    void aDisabledKeyKeepsVaultSealed() throws Exception {
        String sealed = text(seals(arn, envelopeKey), "CiphertextBlob");
        vault.server().setup().disableKey(r -> r.keyId(arn));
        assertThat(starts(arn)).isEqualTo(arn);
        assertThat(vault.refused("Decrypt", "{\"CiphertextBlob\":" + quoted(sealed) + "}"))
                .isEqualTo("DisabledException");
    }
}
