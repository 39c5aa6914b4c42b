package dev.keyhold.protocol.sigv4;

import dev.keyhold.protocol.Errors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The canonical request and the string to sign, as the Signature Version 4 documentation defines them.
///
/// Pure functions; both sides of a signature can use them.
public final class CanonicalRequest {

    private CanonicalRequest() {}

    /// The canonical request: method, path, query, signed headers with their values, their names, the payload hash.
    ///
    /// Values are trimmed, runs of white space in them become one space, and several values of one name are joined by
    /// commas in the order in which they came.
    ///
    /// @param signedHeaders lower-case names in ascending order
    /// @param payloadHash the SHA-256 of the body in lower-case hex
    /// @throws dev.keyhold.protocol.KmsException `InvalidSignatureException` if a signed header was not received, or
    ///   the request cannot have a canonical form
    public static byte[] bytes(
            RequestLine line,
            PathStyle style,
            ReceivedHeaders headers,
            List<String> signedHeaders,
            String payloadHash) {
        StringBuilder text =
                new StringBuilder(1_024)
                        .append(line.method())
                        .append('\n')
                        .append(UriEncoding.canonicalPath(line.path(), style))
                        .append('\n')
                        .append(UriEncoding.canonicalQuery(line.query()))
                        .append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            appendValues(text, headers.values(name));
            text.append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
        return toBytes(text);
    }

    /// The string to sign: algorithm, time, scope and the hash of the canonical request.
    ///
    /// @param amzDate the value of `x-amz-date`
    public static byte[] stringToSign(String amzDate, CredentialScope scope, byte[] canonicalRequest) {
        return toBytes(
                new StringBuilder(160)
                        .append(Authorization.ALGORITHM)
                        .append('\n')
                        .append(amzDate)
                        .append('\n')
                        .append(scope)
                        .append('\n')
                        .append(sha256Hex(canonicalRequest)));
    }

    /// SHA-256 in lower-case hex.
    public static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void appendValues(StringBuilder text, List<String> values) {
        if (values.isEmpty()) {
            throw Errors.invalidSignature("SignedHeaders names a header that the request does not have.");
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendCollapsed(text, values.get(i));
        }
    }

    private static void appendCollapsed(StringBuilder text, String value) {
        boolean gap = false;
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isWhiteSpace(c)) {
                gap = begun;
            } else {
                if (gap) {
                    text.append(' ');
                    gap = false;
                }
                text.append(c);
                begun = true;
            }
        }
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static byte[] toBytes(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw Errors.invalidSignature("A signed part of the request has a character that is no byte.");
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
