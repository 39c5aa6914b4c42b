package dev.keyhold.conformance;

import static dev.keyhold.conformance.GoSdk.quoted;
import static dev.keyhold.conformance.GoSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// What OpenTofu's `key_provider "aws_kms"` does, call by call (opentofu/opentofu, internal/encryption/keyprovider/
/// aws_kms/provider.go and config.go): it checks its credentials, makes a data key for what it is going to write, and
/// decrypts that of what it is going to read.
final class OpenTofuSequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.OPENTOFU);

    private final GoSdk tofu = new GoSdk("APN/1.0 OpenTofu/1.11.2");
    private final String arn = tofu.server().newKey().arn();

    private JsonNode starts() throws Exception {
        assertThat(tofu.callerIdentity()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
        JsonNode made = tofu.call("GenerateDataKey", "{\"KeyId\":" + quoted(arn) + ",\"KeySpec\":\"AES_256\"}");
        assertThat(Base64.getDecoder().decode(text(made, "Plaintext"))).hasSize(32);
        return made;
    }

    private String decryption(String blob) {
        return "{\"CiphertextBlob\":" + quoted(blob) + ",\"KeyId\":" + quoted(arn) + "}";
    }

    @Test
    void aStateIsWrittenAndReadByTheNextRun() throws Exception {
        JsonNode first = starts();

        JsonNode second = starts();
        JsonNode opened = tofu.call("Decrypt", decryption(text(first, "CiphertextBlob")));
        assertThat(text(opened, "Plaintext")).isEqualTo(text(first, "Plaintext"));
        assertThat(text(second, "Plaintext")).isNotEqualTo(text(first, "Plaintext"));
    }

    @Test
    void aStateFromBeforeARotationIsRead() throws Exception {
        JsonNode first = starts();
        tofu.server().setup().rotateKeyOnDemand(r -> r.keyId(arn));
        starts();
        JsonNode opened = tofu.call("Decrypt", decryption(text(first, "CiphertextBlob")));
        assertThat(text(opened, "Plaintext")).isEqualTo(text(first, "Plaintext"));
    }

    @Test
    void aStateOfAnotherKeyIsNotRead() throws Exception {
        JsonNode first = starts();
        String other = tofu.server().newKey().arn();
        assertThat(
                        tofu.refused(
                                "Decrypt",
                                "{\"CiphertextBlob\":"
                                        + quoted(text(first, "CiphertextBlob"))
                                        + ",\"KeyId\":"
                                        + quoted(other)
                                        + "}"))
                .isEqualTo("IncorrectKeyException");
    }
}
