package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a server refused a call with, as the AWS SDK read it.
final class Refusal {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final String code;
    private final @Nullable String text;

    private Refusal(String code, @Nullable String text) {
        this.code = code;
        this.text = text;
    }

    /// Makes the call, which must be refused as a fault of the client, with a request id.
    static Refusal of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("the call must be refused by the server").isInstanceOf(AwsServiceException.class);
        AwsServiceException refused = (AwsServiceException) thrown;
        assertThat(refused.statusCode()).as("status of %s", refused.getMessage()).isEqualTo(400);
        assertThat(refused.requestId()).as("request id of %s", refused.getMessage()).matches(UUID);
        return new Refusal(refused.awsErrorDetails().errorCode(), refused.awsErrorDetails().errorMessage());
    }

    /// It has this code and exactly this text.
    void is(String expectedCode, String expectedText) {
        assertThat(code + ": " + text).isEqualTo(expectedCode + ": " + expectedText);
    }

    /// It has this code and no text at all.
    void isWithoutText(String expectedCode) {
        assertThat(code).isEqualTo(expectedCode);
        assertThat(text == null ? "" : text).isEmpty();
    }

    /// It has this code; what it says is not settled by AWS's documentation.
    void hasCode(String expectedCode) {
        assertThat(code).as("code of the refusal with the text: %s", text).isEqualTo(expectedCode);
    }

    /// It has one of these codes, between which AWS's documentation does not decide.
    void hasCodeAmong(String... expectedCodes) {
        assertThat(expectedCodes).as("text of the refusal: %s", text).contains(code);
    }

    /// It has this code and a text that holds all of these.
    void says(String expectedCode, String... parts) {
        hasCode(expectedCode);
        assertThat(text).contains(parts);
    }
}
