package dev.keyhold.conformance;

import static dev.keyhold.conformance.GoSdk.base64;
import static dev.keyhold.conformance.GoSdk.quoted;
import static dev.keyhold.conformance.GoSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the Kubernetes KMS plugin aws-encryption-provider does, call by call (kubernetes-sigs/aws-encryption-provider,
/// pkg/plugin/plugin_v2.go): a health check that encrypts and decrypts `foo`, and Encrypt and Decrypt of the API
/// server's seeds; Decrypt does not name the key.
final class KubernetesProviderSequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.KUBERNETES);

    private static final String CONTEXT = "{\"cluster\":\"blue\"}";

    private final GoSdk plugin = new GoSdk("m/E");
    private final String arn = plugin.server().newKey().arn();
    private final byte[] seed = new byte[32];

    KubernetesProviderSequenceTest() {
        new Random(3).nextBytes(seed);
    }

    private static String context(String context) {
        return context.isEmpty() ? "" : "\"EncryptionContext\":" + context + ",";
    }

    private String encryption(byte[] plaintext, String context) {
        return "{"
                + context(context)
                + "\"KeyId\":"
                + quoted(arn)
                + ",\"Plaintext\":"
                + quoted(base64(plaintext))
                + "}";
    }

    private String encrypts(byte[] plaintext, String context) throws Exception {
        return text(plugin.call("Encrypt", encryption(plaintext, context)), "CiphertextBlob");
    }

    private static String decryption(String blob, String context) {
        String more = context.isEmpty() ? "" : ",\"EncryptionContext\":" + context;
        return "{\"CiphertextBlob\":" + quoted(blob) + more + "}";
    }

    private void isHealthy(String context) throws Exception {
        byte[] foo = "foo".getBytes(StandardCharsets.UTF_8);
        String blob = encrypts(foo, context);
        assertThat(text(plugin.call("Decrypt", decryption(blob, context)), "Plaintext")).isEqualTo(base64(foo));
    }

    @Test
    void thePluginIsHealthyAndTheApiServerGetsItsSeedBackAfterARestart() throws Exception {
        isHealthy("");
        String blob = encrypts(seed, "");
        isHealthy("");
        assertThat(text(plugin.call("Decrypt", decryption(blob, "")), "Plaintext")).isEqualTo(base64(seed));
    }

    @Test
    void theClustersContextIsPartOfIt() throws Exception {
        isHealthy(CONTEXT);
        String blob = encrypts(seed, CONTEXT);
        assertThat(text(plugin.call("Decrypt", decryption(blob, CONTEXT)), "Plaintext")).isEqualTo(base64(seed));
        // what the plugin counts as corruption
        assertThat(plugin.refused("Decrypt", decryption(blob, "{\"cluster\":\"green\"}")))
                .isEqualTo("InvalidCiphertextException");
    }

    @Test
    void aDisabledKeyIsTheUsersFaultAndNoReasonToRestartThePlugin() throws Exception {
        isHealthy("");
        plugin.server().setup().disableKey(r -> r.keyId(arn));
        assertThat(plugin.refused("Encrypt", encryption(seed, ""))).isEqualTo("DisabledException");
    }

    @Test
    void aSeedFromBeforeARotationIsRead() throws Exception {
        String blob = encrypts(seed, CONTEXT);
        plugin.server().setup().rotateKeyOnDemand(r -> r.keyId(arn));
        assertThat(text(plugin.call("Decrypt", decryption(blob, CONTEXT)), "Plaintext")).isEqualTo(base64(seed));
    }
}
