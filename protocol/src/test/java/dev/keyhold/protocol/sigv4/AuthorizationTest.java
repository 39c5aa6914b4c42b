package dev.keyhold.protocol.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private static final String CREDENTIAL = "Credential=AKIDEXAMPLE/20150830/us-east-1/kms/aws4_request";
    private static final String HEADERS = "SignedHeaders=host;x-amz-date";
    private static final String SIGNATURE =
            "Signature=" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static String header(String... parameters) {
        return "AWS4-HMAC-SHA256 " + String.join(", ", parameters);
    }

    private static void assertRefused(String header) {
        assertThatThrownBy(() -> Authorization.parse(header))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.INCOMPLETE_SIGNATURE);
                            assertThat(refusal)
                                    .hasMessageNotContaining("AKIDEXAMPLE")
                                    .hasMessageNotContaining("0123456789abcdef");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE,
                "AWS4-HMAC-SHA256 " + CREDENTIAL + "," + HEADERS + "," + SIGNATURE,
                "AWS4-HMAC-SHA256  " + SIGNATURE + " ,  " + CREDENTIAL + " , " + HEADERS + " "
            })
    void theParametersMayComeInAnyOrderWithSpacesAroundTheCommas(String header) {
        Authorization authorization = Authorization.parse(header);
        assertThat(authorization.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(authorization.scope()).isEqualTo(new CredentialScope("20150830", "us-east-1", "kms"));
        assertThat(authorization.scope()).hasToString("20150830/us-east-1/kms/aws4_request");
        assertThat(authorization.signedHeaders()).containsExactly("host", "x-amz-date");
        assertThat(authorization.signature().toByteArray()).hasSize(32).startsWith(0x01, 0x23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "Basic dXNlcjpwYXNz",
                "AWS AKIDEXAMPLE:sig",
                "aws4-hmac-sha256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE,
                "AWS4-ECDSA-P256-SHA256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE,
                " AWS4-HMAC-SHA256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE,
                "AWS4-HMAC-SHA256\t" + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE,
                "AWS4-HMAC-SHA256 " + CREDENTIAL + ",\t" + HEADERS + ", " + SIGNATURE,
                "AWS4-HMAC-SHA256 " + CREDENTIAL + "; " + HEADERS + "; " + SIGNATURE,
                "AWS4-HMAC-SHA256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE + ","
            })
    void anotherAlgorithmOrFormIsRefused(String header) {
        assertRefused(header);
    }

    @Test
    void everyParameterMustStandExactlyOnce() {
        assertRefused(header(CREDENTIAL, HEADERS));
        assertRefused(header(CREDENTIAL, SIGNATURE));
        assertRefused(header(HEADERS, SIGNATURE));
        assertRefused(header(CREDENTIAL, HEADERS, SIGNATURE, SIGNATURE));
        assertRefused(header(CREDENTIAL, CREDENTIAL, HEADERS, SIGNATURE));
        assertRefused(header(CREDENTIAL, HEADERS, HEADERS, SIGNATURE));
        assertRefused(header(CREDENTIAL, HEADERS, SIGNATURE, "Expires=1"));
        assertRefused(header(CREDENTIAL, HEADERS, SIGNATURE.replace("Signature", "signature")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AKIDEXAMPLE",
                "AKIDEXAMPLE/20150830/us-east-1/kms",
                "AKIDEXAMPLE/20150830/us-east-1/kms/aws4_request/",
                "AKIDEXAMPLE/20150830/us-east-1/kms/AWS4_request",
                "/20150830/us-east-1/kms/aws4_request",
                "AKIDEXAMPLE/2015083/us-east-1/kms/aws4_request",
                "AKIDEXAMPLE/20151330/us-east-1/kms/aws4_request",
                "AKIDEXAMPLE/20150230/us-east-1/kms/aws4_request",
                "AKIDEXAMPLE/２0150830/us-east-1/kms/aws4_request",
                "AKIDEXAMPLE/20150830//kms/aws4_request",
                "AKIDEXAMPLE/20150830/us-east-1//aws4_request",
                "AKIDEXAMPLE/20150830/US-east-1/kms/aws4_request",
                "AKIDEXAMPLE/20150830/us east/kms/aws4_request",
                "AKID EXAMPLE/20150830/us-east-1/kms/aws4_request",
                "AKIDÉXAMPLE/20150830/us-east-1/kms/aws4_request",
                "AKID%2F/20150830/us-east-1/kms/aws4_request"
            })
    void aMalformedCredentialIsRefused(String credential) {
        assertRefused(header("Credential=" + credential, HEADERS, SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "host;",
                ";host",
                "x-amz-date;host",
                "host;host",
                "Host;x-amz-date",
                "host;;x-amz-date",
                "host; x-amz-date",
                "host;x-amz-date:evil",
                "host;x amz",
                "höst",
                "host;x-amz-date\n"
            })
    void malformedOrUnsortedSignedHeadersAreRefused(String names) {
        assertRefused(header(CREDENTIAL, "SignedHeaders=" + names, SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 128})
    void aSignatureOfAnotherLengthIsRefused(int digits) {
        assertRefused(header(CREDENTIAL, HEADERS, "Signature=" + "a".repeat(digits)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "g", " ", "=", "é", "１"})
    void aSignatureThatIsNotLowerCaseHexIsRefused(String digit) {
        assertRefused(header(CREDENTIAL, HEADERS, "Signature=" + digit + "a".repeat(63)));
        assertRefused(header(CREDENTIAL, HEADERS, "Signature=" + "a".repeat(63) + digit + digit));
    }

    @Test
    void aHeaderWithoutBoundIsRefused() {
        assertRefused(header(CREDENTIAL, "SignedHeaders=host;x-" + "a".repeat(4_096), SIGNATURE));
    }
}
