package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditRecordWriterTest {

    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static AuditRecord record(
            Optional<AuditRecord.Failure> error, Fields request, Fields response, Fields additional) {
        return new AuditRecord(
                "11111111-2222-4333-8444-555555555555",
                "66666666-7777-4888-9999-aaaaaaaaaaaa",
                Instant.parse("2026-05-01T12:34:56.789Z"),
                "kms.amazonaws.com",
                "Encrypt",
                true,
                "AwsApiCall",
                "eu-central-1",
                "111122223333",
                new AuditRecord.Actor(
                        "IAMUser",
                        "AIDAEXAMPLE",
                        "arn:aws:iam::111122223333:user/alice",
                        "111122223333",
                        "AKIAEXAMPLE",
                        Optional.of("alice"),
                        Optional.empty()),
                new AuditRecord.Origin("192.0.2.7", "aws-cli/2", "kms.example:8443"),
                error,
                request,
                response,
                additional,
                List.of(new AuditRecord.Resource(KEY, "111122223333")));
    }

    private static String written(AuditRecord record) {
        return new String(new AuditRecordWriter().write(record), StandardCharsets.UTF_8);
    }

    private static String written(AuditRecord.Failure error) {
        return written(record(Optional.of(error), Fields.none(), Fields.none(), Fields.none()));
    }

    @Test
    void aRecordIsOneLineInTheShapeOfCloudTrail() {
        Fields request =
                new Fields()
                        .text("keyId", KEY)
                        .texts("encryptionContext", Map.of("b", "2", "a", "1"))
                        .number("numberOfBytes", 32)
                        .flag("dryRun", false);
        Fields additional = new Fields().text("keyMaterialId", "ab12");

        assertThat(written(record(Optional.empty(), request, Fields.none(), additional)))
                .isEqualTo(
                        """
                        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE",\
                        "arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333",\
                        "accessKeyId":"AKIAEXAMPLE","userName":"alice"},"eventTime":"2026-05-01T12:34:56Z",\
                        "eventSource":"kms.amazonaws.com","eventName":"Encrypt","awsRegion":"eu-central-1",\
                        "sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2","requestParameters":{"keyId":"%1$s",\
                        "encryptionContext":{"a":"1","b":"2"},"numberOfBytes":32,"dryRun":false},\
                        "responseElements":null,"additionalEventData":{"keyMaterialId":"ab12"},\
                        "requestID":"66666666-7777-4888-9999-aaaaaaaaaaaa",\
                        "eventID":"11111111-2222-4333-8444-555555555555","readOnly":true,\
                        "resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":"%1$s"}],\
                        "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",\
                        "eventCategory":"Management","tlsDetails":{"clientProvidedHostHeader":"kms.example:8443"}}\
                        """
                                .formatted(KEY));
    }

    @Test
    void aRefusalStatesItsCodeAndText() {
        assertThat(written(new AuditRecord.Failure("AccessDenied", "not authorized")))
                .contains("\"errorCode\":\"AccessDenied\",\"errorMessage\":\"not authorized\"");
    }

    @Test
    void aRefusalWithoutTextHasNone() {
        assertThat(written(new AuditRecord.Failure("InvalidCiphertextException", "")))
                .contains("\"errorCode\":\"InvalidCiphertextException\"")
                .doesNotContain("errorMessage");
    }

    @Test
    void aSuccessHasNoErrorCode() {
        assertThat(written(record(Optional.empty(), Fields.none(), Fields.none(), Fields.none())))
                .doesNotContain("errorCode")
                .doesNotContain("additionalEventData")
                .contains("\"requestParameters\":null,\"responseElements\":null");
    }

    @Test
    void aLongTextOfARefusalIsCut() {
        assertThat(written(new AuditRecord.Failure("ValidationException", "x".repeat(1025))))
                .contains('"' + "x".repeat(1024) + '"');
    }

    @Test
    void aTextIsNotCutWithinACharacter() {
        String twoCharsEach = "\uD83D\uDD11".repeat(512);
        String written = written(new AuditRecord.Failure("ValidationException", "x" + twoCharsEach));
        assertThat(written.contains("x" + twoCharsEach.substring(2) + '"')).isTrue();
    }

    @Test
    void aFieldIsNotCutWithinACharacter() {
        String keys = "x" + "\uD83D\uDD11".repeat(16 * 1024) + "y";
        String written =
                written(record(Optional.empty(), new Fields().text("policy", keys), Fields.none(), Fields.none()));
        assertThat(written.contains('"' + keys.substring(0, keys.length() - 3) + '"')).isTrue();
    }

    @Test
    void whatACallerSaysCannotAddAFieldOrALine() {
        String hostile = "a\",\"readOnly\":false,\n\u2028\u0000\u001b[2J";
        String written = written(new AuditRecord.Failure("ValidationException", hostile));
        assertThat(written).doesNotContain("\n").doesNotContain("\u0000").doesNotContain("\u001b");
        assertThat(written).contains("a\\\",\\\"readOnly\\\":false,");
    }

    @Test
    void absentValuesAreLeftOut() {
        Fields request =
                new Fields()
                        .text("keyId", null)
                        .number("limit", null)
                        .flag("dryRun", null)
                        .texts("encryptionContext", Map.of());
        assertThat(written(record(Optional.empty(), request, Fields.none(), Fields.none())))
                .contains("\"requestParameters\":null");
    }

    @Test
    void theReaderOfUsageUnderstandsWhatIsWritten() {
        byte[] record = written(new AuditRecord.Failure("AccessDenied", "no")).getBytes(StandardCharsets.UTF_8);
        Instant time = Instant.parse("2026-05-01T12:34:56Z");
        assertThat(new UsageRecordReader().read(record))
                .containsExactly(
                        new Usage(
                                new Usage.Tuple(
                                        "2026-05-01",
                                        "111122223333",
                                        KEY,
                                        "arn:aws:iam::111122223333:user/alice",
                                        "Encrypt",
                                        "AccessDenied"),
                                1,
                                time,
                                new Usage.Use(
                                        time,
                                        "192.0.2.7",
                                        "aws-cli/2",
                                        "11111111-2222-4333-8444-555555555555",
                                        "66666666-7777-4888-9999-aaaaaaaaaaaa")));
    }
}
