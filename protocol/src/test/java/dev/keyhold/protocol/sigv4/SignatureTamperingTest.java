package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.protocol.KmsException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alters a validly signed request by every bit of every byte: the signature must never hold for the altered one.
class SignatureTamperingTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final RequestLine LINE = RequestLine.of("POST", "/p/q?b=1&a=%2f");
    private static final byte[] BODY = "{\"KeyId\":\"alias/a\",\"NumberOfBytes\":32}".getBytes(UTF_8);
    private static final CredentialScope SCOPE = new CredentialScope("20261123", "eu-west-1", "kms");
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-security-token;x-amz-target";

    private static final HeaderList UNSIGNED =
            HeaderList.of(
                    "Host", "localhost:8200",
                    "Content-Type", "application/x-amz-json-1.1",
                    "X-Amz-Date", "20261123T120000Z",
                    "X-Amz-Security-Token", "IQoJb3JpZ2luX2VjE",
                    "X-Amz-Target", "TrentService.GenerateDataKey");

    private static final HeaderList SIGNED_HEADERS = UNSIGNED.with("Authorization", authorization());

    private static String authorization() {
        byte[] canonical =
                CanonicalRequest.bytes(
                        LINE,
                        PathStyle.NORMALIZED,
                        UNSIGNED,
                        List.of(SIGNED.split(";")),
                        CanonicalRequest.sha256Hex(BODY));
        byte[] signature =
                SigningKey.sign(SECRET, SCOPE, CanonicalRequest.stringToSign("20261123T120000Z", SCOPE, canonical))
                        .toByteArray();
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
                + SCOPE
                + ", SignedHeaders="
                + SIGNED
                + ", Signature="
                + HexFormat.of().formatHex(signature);
    }

    /// Verifies as the server does: the access key must be the known one and the HMAC must be equal.
    private static boolean verifies(RequestLine line, HeaderList headers, byte[] body) {
        try {
            SignedRequest request = SignedRequest.read(line, PathStyle.NORMALIZED, headers, body);
            Authorization authorization = request.authorization();
            return authorization.accessKeyId().equals("AKIDEXAMPLE")
                    && SigningKey.sign(SECRET, authorization.scope(), request.stringToSign())
                            .equals(authorization.signature());
        } catch (KmsException _) {
            return false;
        }
    }

    @Test
    void theUnalteredRequestVerifies() {
        assertThat(verifies(LINE, SIGNED_HEADERS, BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"authorization", "host", "content-type", "x-amz-date", "x-amz-security-token", "x-amz-target"})
    void aFlippedBitInASignedHeaderIsNoticed(String name) {
        String value = SIGNED_HEADERS.values(name).getFirst();
        for (int i = 0; i < value.length(); i++) {
            for (int bit = 0; bit < 8; bit++) {
                String flipped = flip(value, i, bit);
                assertThat(verifies(LINE, SIGNED_HEADERS.replacing(name, flipped), BODY))
                        .as("%s: %s", name, flipped)
                        .isFalse();
            }
        }
    }

    @Test
    void aFlippedBitInTheRequestLineIsNoticed() {
        for (int bit = 0; bit < 8; bit++) {
            for (int i = 0; i < LINE.method().length(); i++) {
                assertThat(
                                verifies(
                                        new RequestLine(flip(LINE.method(), i, bit), LINE.path(), LINE.query()),
                                        SIGNED_HEADERS,
                                        BODY))
                        .isFalse();
            }
            for (int i = 1; i < LINE.path().length(); i++) { // a server takes no target without its first slash
                assertThat(
                                verifies(
                                        new RequestLine(LINE.method(), flip(LINE.path(), i, bit), LINE.query()),
                                        SIGNED_HEADERS,
                                        BODY))
                        .isFalse();
            }
            for (int i = 0; i < LINE.query().length(); i++) {
                String flipped = flip(LINE.query(), i, bit);
                if (!flipped.equals("b=1&a=%2F")) { // the same byte, spelt in upper case
                    assertThat(verifies(new RequestLine(LINE.method(), LINE.path(), flipped), SIGNED_HEADERS, BODY))
                            .as(flipped)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aFlippedBitInTheBodyIsNoticed() {
        for (int i = 0; i < BODY.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = BODY.clone();
                flipped[i] ^= (byte) (1 << bit);
                assertThat(verifies(LINE, SIGNED_HEADERS, flipped)).isFalse();
            }
        }
    }

    @Test
    void aDroppedOrRepeatedByteOfTheAuthorizationIsNoticedUnlessItIsASpaceAtAComma() {
        String value = SIGNED_HEADERS.values("authorization").getFirst();
        for (int i = 0; i < value.length(); i++) {
            String dropped = value.substring(0, i) + value.substring(i + 1);
            String repeated = value.substring(0, i) + value.charAt(i) + value.substring(i);
            boolean optionalSpace = value.charAt(i) == ' ';
            boolean separator = optionalSpace && value.charAt(i - 1) != ',';
            assertThat(verifies(LINE, SIGNED_HEADERS.replacing("authorization", dropped), BODY))
                    .as(dropped)
                    .isEqualTo(optionalSpace && !separator);
            assertThat(verifies(LINE, SIGNED_HEADERS.replacing("authorization", repeated), BODY))
                    .as(repeated)
                    .isEqualTo(optionalSpace);
        }
    }

    @Test
    void onlyWhiteSpaceMayVaryInASignedHeader() {
        assertThat(verifies(LINE, SIGNED_HEADERS.replacing("host", " localhost:8200\t"), BODY)).isTrue();
        assertThat(verifies(LINE, SIGNED_HEADERS.replacing("host", "local host:8200"), BODY)).isFalse();
    }

    private static String flip(String text, int at, int bit) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        bytes[at] ^= (byte) (1 << bit);
        return new String(bytes, ISO_8859_1);
    }
}
