package dev.keyhold.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes whole HTTP/1.1 requests, signed, as bytes that can be sent again and again while the signature's time is
/// within the server's five minutes. Threads: safe.
final class SignedRequests {

    private static final String JSON = "application/x-amz-json-1.1";

    private final Target target;
    private final RequestSigner signer;

    /// @param target whose Host header is signed
    /// @param signer signs
    SignedRequests(Target target, RequestSigner signer) {
        this.target = target;
        this.signer = signer;
    }

    /// One request for each plaintext or blob of the material, all signed for `now`.
    List<byte[]> pool(Workload workload, Material material, Instant now) {
        List<byte[]> pool = new ArrayList<>();
        for (int i = 0; i < material.blobs().size(); i++) {
            pool.add(request(workload.operation(), body(workload, material, i), now));
        }
        return pool;
    }

    /// One call of a KMS operation, with the headers that the AWS SDKs sign.
    byte[] request(String operation, String json, Instant now) {
        byte[] body = json.getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", target.host());
        headers.put("Content-Type", JSON);
        headers.put("X-Amz-Target", "TrentService." + operation);
        headers.put("X-Amz-Date", RequestSigner.dateHeader(now));
        String authorization = signer.authorization("POST", headers, body);
        headers.put("User-Agent", "keyhold-load-driver/1 md/http#raw-socket");
        headers.put("Authorization", authorization);
        headers.put("Content-Length", Integer.toString(body.length));
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").append(json).toString().getBytes(UTF_8);
    }

    /// The body of an Encrypt call; `index` goes into the encryption context.
    static String encryptBody(String keyArn, String plaintext, int index) {
        return "{\"KeyId\":\"" + keyArn + "\",\"Plaintext\":\"" + plaintext + "\"," + context(index) + "}";
    }

    private static String body(Workload workload, Material material, int index) {
        return switch (workload) {
            case GENERATE_DATA_KEY ->
                    "{\"KeyId\":\"" + material.keyArn() + "\",\"KeySpec\":\"AES_256\"," + context(index) + "}";
            case ENCRYPT -> encryptBody(material.keyArn(), material.plaintexts().get(index), index);
            case DECRYPT -> "{\"CiphertextBlob\":\"" + material.blobs().get(index) + "\"," + context(index) + "}";
        };
    }

    private static String context(int index) {
        return "\"EncryptionContext\":{\"purpose\":\"load driver\",\"document\":\"" + index + "\"}";
    }
}
