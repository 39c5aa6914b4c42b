package dev.keyhold.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests for the path `/` without a query by Signature Version 4 (AWS General Reference, "Create a signed AWS
/// API request"). It shares no code with the server, so that a defect of the server's verification is not repeated
/// here. Threads: safe.
final class RequestSigner {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private final String accessKeyId;
    private final String secret;
    private final String region;
    private final String service;

    /// @param accessKeyId the public id of the credential
    /// @param secret its secret, kept for the life of the signer
    /// @param region the region of the credential scope
    /// @param service the service of the credential scope
    RequestSigner(String accessKeyId, String secret, String region, String service) {
        this.accessKeyId = accessKeyId;
        this.secret = secret;
        this.region = region;
        this.service = service;
    }

    /// The value of the X-Amz-Date header.
    static String dateHeader(Instant time) {
        return DATE_TIME.format(time);
    }

    /// The value of the Authorization header over `headers`, among which are Host and X-Amz-Date, and `body`.
    String authorization(String method, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        String date = signed.get("x-amz-date");
        if (date == null || !signed.containsKey("host")) {
            throw new IllegalArgumentException("Host and X-Amz-Date must be signed");
        }
        String names = String.join(";", signed.keySet());
        String lines =
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining());
        String canonical = method + "\n/\n\n" + lines + "\n" + names + "\n" + hex(sha256(body));
        String scope = date.substring(0, DATE_LENGTH) + "/" + region + "/" + service + "/aws4_request";
        String toSign = ALGORITHM + "\n" + date + "\n" + scope + "\n" + hex(sha256(canonical.getBytes(UTF_8)));
        String signature = hex(hmac(signingKey(date.substring(0, DATE_LENGTH)), toSign));
        return ALGORITHM
                + " Credential="
                + accessKeyId
                + "/"
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + signature;
    }

    private byte[] signingKey(String date) {
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), date);
        return hmac(hmac(hmac(key, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
