package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/// Every byte of a signed request is changed, one at a time: none is accepted and nothing happens.
///
/// The protocol version at the end of the request line is left alone: no signature covers it, and HTTP/1.0 is not
/// another request. So is the bit that tells upper from lower case, which header names do not have.
final class FlippedRequestTest {

    private final Endpoint endpoint = SharedServer.endpoint();
    private final KmsClient kms = SharedServer.kms();

    private byte[] signed(String keyId) {
        String body = "{\"AliasName\":\"alias/flipped-" + UUID.randomUUID() + "\",\"TargetKeyId\":\"" + keyId + "\"}";
        return WireRequest.kms("127.0.0.1:" + endpoint.port(), "CreateAlias", body)
                .plus("X-Amz-Content-Sha256", WireRequest.sha256(body))
                .signed(Credential.ROOT)
                .bytes();
    }

    @Test
    void theRequestAsSignedIsAccepted() throws IOException {
        String keyId = SharedServer.newKey().keyId();
        List<WireResponse> responses = Connection.exchange(endpoint, signed(keyId));
        assertThat(responses).singleElement().satisfies(response -> assertThat(response.status()).isEqualTo(200));
        assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).hasSize(1);
    }

    @ParameterizedTest(name = "bit {0}")
    @ValueSource(ints = {0x01, 0x02, 0x10, 0x80})
    void noRequestWithAByteChangedIsAccepted(int bit) throws IOException {
        String keyId = SharedServer.newKey().keyId();
        List<String> accepted = new ArrayList<>();
        List<String> noModelledError = new ArrayList<>();
        int length = signed(keyId).length;
        for (int i = 0; i < length; i++) {
            byte[] bytes = signed(keyId);
            String line = new String(bytes, 0, 32, StandardCharsets.ISO_8859_1);
            int version = line.indexOf("HTTP/1.1");
            if (i >= version && i < version + "HTTP/1.1".length()) {
                continue;
            }
            bytes[i] ^= (byte) bit;
            for (WireResponse response : Connection.exchange(endpoint, bytes)) {
                if (response.status() < 300) {
                    accepted.add(i + ": " + around(bytes, i));
                } else if (response.status() != 400) {
                    noModelledError.add(i + ": " + around(bytes, i) + " -> " + response.status());
                }
            }
        }
        assertThat(accepted).as("requests that were accepted").isEmpty();
        assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).isEmpty();
        assertThat(noModelledError).as("requests that were not the client's fault").isEmpty();
    }

    private static String around(byte[] bytes, int at) {
        int from = Math.max(0, at - 20);
        String part = new String(bytes, from, Math.min(bytes.length, at + 20) - from, StandardCharsets.ISO_8859_1);
        return part.replace("\r", "\\r").replace("\n", "\\n");
    }
}
