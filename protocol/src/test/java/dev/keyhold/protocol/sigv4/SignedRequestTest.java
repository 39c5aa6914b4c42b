package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRequestTest {

    private static final RequestLine LINE = RequestLine.of("POST", "/");
    private static final byte[] BODY = "{\"KeyId\":\"alias/a\"}".getBytes(UTF_8);
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";

    private static final HeaderList HEADERS =
            HeaderList.of(
                    "Host", "localhost:8200",
                    "Content-Type", "application/x-amz-json-1.1",
                    "X-Amz-Date", "20261123T120000Z",
                    "X-Amz-Target", "TrentService.DescribeKey",
                    "Authorization", authorization(SIGNED),
                    "User-Agent", "anything");

    private static String authorization(String signedHeaders) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/kms/aws4_request, SignedHeaders="
                + signedHeaders
                + ", Signature="
                + "0".repeat(64);
    }

    private static SignedRequest read(HeaderList headers) {
        return SignedRequest.read(LINE, PathStyle.NORMALIZED, headers, BODY);
    }

    private static void assertRefused(HeaderList headers, ErrorCode code) {
        assertThatThrownBy(() -> read(headers))
                .isInstanceOfSatisfying(KmsException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aSignedRequestTellsWhoSignedWhenAndWhat() {
        SignedRequest request = read(HEADERS);
        assertThat(request.authorization().accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(request.signedAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(request.sessionToken()).isEmpty();
        assertThat(request.stringToSign())
                .asString(ISO_8859_1)
                .startsWith("AWS4-HMAC-SHA256\n20261123T120000Z\n20261123/eu-west-1/kms/aws4_request\n")
                .hasSize(16 + 1 + 16 + 1 + 35 + 1 + 64);
        assertThat(request).hasToString("SignedRequest[AKIDEXAMPLE/20261123/eu-west-1/kms/aws4_request]");
    }

    @Test
    void theTextFormShowsNoSessionToken() {
        HeaderList headers =
                HEADERS.with("X-Amz-Security-Token", "token")
                        .replacing("authorization", authorization("host;x-amz-date;x-amz-security-token;x-amz-target"));
        assertThat(read(headers).sessionToken()).contains("token");
        assertThat(read(headers).toString()).doesNotContain("token");
    }

    @Test
    void aRequestWithoutAuthorizationIsUnauthenticated() {
        assertRefused(HEADERS.without("Authorization"), ErrorCode.MISSING_AUTHENTICATION_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Host", "X-Amz-Date", "X-Amz-Target", "Content-Type"})
    void aRepeatedHeaderThatDecidesSomethingIsRefused(String name) {
        String first = HEADERS.values(name.toLowerCase(Locale.ROOT)).getFirst();
        assertRefused(HEADERS.with(name, first), ErrorCode.INCOMPLETE_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({
        "content-type;x-amz-date;x-amz-target",
        "content-type;host;x-amz-target",
        "content-type;host;x-amz-date",
        "host",
        "content-type;host;x-amz-date;x-amz-targeu"
    })
    void aSignatureMustCoverHostAndEveryAmzHeader(String signedHeaders) {
        assertRefused(HEADERS.replacing("authorization", authorization(signedHeaders)), ErrorCode.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Security-Token", "x-amz-anything", "X-AMZ-META-A", "X-Amz-Content-Sha256"})
    void anAddedAmzHeaderThatIsNotSignedIsRefused(String name) {
        assertRefused(HEADERS.with(name, "v"), ErrorCode.INVALID_SIGNATURE);
    }

    @Test
    void aSignedHeaderThatWasNotReceivedIsRefused() {
        assertRefused(HEADERS.without("Content-Type"), ErrorCode.INVALID_SIGNATURE);
        assertRefused(HEADERS.without("Host"), ErrorCode.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20261123",
                "2026-11-23T12:00:00Z",
                "20261123T120000",
                "20261123T120000z",
                "20261123T250000Z",
                "20261323T120000Z",
                "20261123T120000Z ",
                "20261123T12000Z0",
                "Mon, 23 Nov 2026 12:00:00 GMT",
                "２0261123T120000Z"
            })
    void aMalformedDateIsRefused(String date) {
        assertRefused(HEADERS.replacing("x-amz-date", date), ErrorCode.INCOMPLETE_SIGNATURE);
    }

    @Test
    void aMissingDateIsRefused() {
        HeaderList headers =
                HEADERS.without("x-amz-date")
                        .replacing("authorization", authorization("content-type;host;x-amz-target"));
        assertRefused(headers, ErrorCode.INCOMPLETE_SIGNATURE);
    }

    @Test
    void theDateOfTheScopeMustBeThatOfTheRequest() {
        assertRefused(HEADERS.replacing("x-amz-date", "20261124T120000Z"), ErrorCode.INVALID_SIGNATURE);
    }

    @Test
    void theStatedPayloadHashMustBeThatOfTheBody() {
        String signed = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target";
        HeaderList headers = HEADERS.replacing("authorization", authorization(signed));
        read(headers.with("x-amz-content-sha256", CanonicalRequest.sha256Hex(BODY)));
        for (String stated :
                List.of(
                        "UNSIGNED-PAYLOAD",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "",
                        CanonicalRequest.sha256Hex(new byte[0]),
                        CanonicalRequest.sha256Hex(BODY).toUpperCase(Locale.ROOT))) {
            assertRefused(headers.with("x-amz-content-sha256", stated), ErrorCode.INVALID_SIGNATURE);
        }
    }

    @Test
    void aCharacterThatIsNoByteIsRefused() {
        assertRefused(HEADERS.replacing("host", "höst€"), ErrorCode.INVALID_SIGNATURE);
        assertThatThrownBy(() -> SignedRequest.read(RequestLine.of("POST", "/€"), PathStyle.NORMALIZED, HEADERS, BODY))
                .isInstanceOf(KmsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?a=%", "/?a=%4", "/?a=%zz", "/?%=1", "/?a=%+1", "/?a=%-1"})
    void aMalformedPercentEncodingInTheQueryIsRefused(String target) {
        assertThatThrownBy(
                        () -> SignedRequest.read(RequestLine.of("GET", target), PathStyle.AS_RECEIVED, HEADERS, BODY))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({
        "/, NORMALIZED, /",
        "'', NORMALIZED, /",
        "'', AS_RECEIVED, /",
        "/a/../b, NORMALIZED, /b",
        "/../.., NORMALIZED, /",
        "/a/./b//c/, NORMALIZED, /a/b/c/",
        "/a/b/.., NORMALIZED, /a/",
        "/a%20b, NORMALIZED, /a%2520b",
        "/a%20b, AS_RECEIVED, /a%20b",
        "/a/../b//c, AS_RECEIVED, /a/../b//c",
        "/a*b, AS_RECEIVED, /a%2Ab"
    })
    void aPathHasOneCanonicalForm(String path, PathStyle style, String canonical) {
        assertThat(UriEncoding.canonicalPath(path, style)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "b=2&a=1, a=1&b=2",
        "a=2&a=1, a=1&a=2",
        "a, a=",
        "a=, a=",
        "a=b=c, a=b%3Dc",
        "a=%7e&b=%2f, a=~&b=%2F",
        "A=1&a=1, A=1&a=1",
        "a-b=1&a=2, a=2&a-b=1",
        "a=1&&b=2, a=1&b=2",
        "a=x+y, a=x%2By"
    })
    void aQueryHasOneCanonicalForm(String query, String canonical) {
        assertThat(UriEncoding.canonicalQuery(query)).isEqualTo(canonical);
    }
}
