package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Calls against a whole node: what is answered, and what is on record of it afterwards.
@Timeout(300)
class PipelineTest {

    private static final String CANARY = "canary-4f1c-plaintext";

    @TempDir Path directory;

    private RunningNode node;
    private KmsClient root;

    @BeforeEach
    void startTheNode() {
        node = new RunningNode(directory);
        root = node.client(ROOT);
    }

    @AfterEach
    void stopTheNode() {
        node.close();
    }

    private String key() {
        return root.createKey(key -> key.description("of the test")).keyMetadata().arn();
    }

    private static String id(KmsResponse response) {
        return response.responseMetadata().requestId();
    }

    private static AwsServiceException refused(ThrowingCallable call) {
        List<AwsServiceException> refusal = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal::add);
        return refusal.getFirst();
    }

    /// The one record of a call.
    private static String of(List<String> records, String requestId) {
        List<String> found =
                records.stream().filter(record -> record.contains("\"requestID\":\"" + requestId + '"')).toList();
        assertThat(found).as("records of %s", requestId).hasSize(1);
        return found.getFirst();
    }

    private static String resource(String keyArn) {
        return "\"resources\":[{\"accountId\":\""
                + ACCOUNT
                + "\",\"type\":\"AWS::KMS::Key\",\"ARN\":\""
                + keyArn
                + "\"}]";
    }

    @Test
    void aCallIsOnRecordOnceWithWhoWhatAndWhere() {
        String key = key();
        EncryptResponse encrypted =
                root.encrypt(call ->
                        call.keyId(key)
                                .plaintext(SdkBytes.fromUtf8String(CANARY))
                                .encryptionContext(Map.of("purpose", "test")));

        String record = of(node.recordsAfterStop(), id(encrypted));
        assertThat(record)
                .contains("\"eventName\":\"Encrypt\"")
                .contains("\"eventSource\":\"kms.amazonaws.com\"")
                .contains("\"eventType\":\"AwsApiCall\"")
                .contains("\"readOnly\":true")
                .contains("\"responseElements\":null")
                .contains("\"awsRegion\":\"eu-central-1\"")
                .contains("\"sourceIPAddress\":\"127.0.0.1\"")
                .contains("\"type\":\"Root\"")
                .contains("\"arn\":\"arn:aws:iam::" + ACCOUNT + ":root\"")
                .contains("\"accessKeyId\":\"" + ROOT.accessKeyId() + '"')
                .contains("\"encryptionContext\":{\"purpose\":\"test\"}")
                .contains(resource(key))
                .doesNotContain("errorCode")
                .doesNotContain(ROOT.secret());
    }

    @Test
    void aChangeIsOnRecordAsNotReadOnlyWithItsAnswer() {
        var created = root.createKey();
        String record = of(node.recordsAfterStop(), id(created));
        assertThat(record)
                .contains("\"eventName\":\"CreateKey\"")
                .contains("\"readOnly\":false")
                .contains(resource(created.keyMetadata().arn()))
                .doesNotContain("\"responseElements\":null")
                .doesNotContain("errorCode");
    }

    @Test
    void aDeniedCallIsOnRecordWithTheKeyAndWhoTried() {
        String key = key();
        TestSigner mallory = node.user("mallory");
        AwsServiceException denied =
                refused(() ->
                        node.client(mallory)
                                .encrypt(call -> call.keyId(key).plaintext(SdkBytes.fromUtf8String(CANARY))));
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");

        String record = of(node.recordsAfterStop(), denied.requestId());
        assertThat(record)
                .contains("\"errorCode\":\"AccessDenied\"")
                .contains("\"eventName\":\"Encrypt\"")
                .contains("\"readOnly\":true")
                .contains("\"type\":\"IAMUser\"")
                .contains("\"userName\":\"mallory\"")
                .contains("\"deniedBy\":")
                .contains(resource(key));
    }

    @Test
    void aDeniedChangeChangesNothingAndHasNoAnswerOnRecord() {
        String key = key();
        TestSigner mallory = node.user("mallory");
        AwsServiceException denied = refused(() -> node.client(mallory).disableKey(call -> call.keyId(key)));
        assertThat(root.describeKey(call -> call.keyId(key)).keyMetadata().enabled()).isTrue();

        assertThat(of(node.recordsAfterStop(), denied.requestId()))
                .contains("\"errorCode\":\"AccessDenied\"")
                .contains("\"readOnly\":false")
                .contains("\"responseElements\":null");
    }

    @Test
    void aFailedCallIsOnRecordWithItsError() {
        AwsServiceException garbage =
                refused(() -> root.decrypt(call -> call.ciphertextBlob(SdkBytes.fromUtf8String(CANARY))));
        AwsServiceException absent =
                refused(() -> root.describeKey(call -> call.keyId("1234abcd-12ab-34cd-56ef-1234567890ab")));
        HttpResponse<String> invalid = node.send(ROOT, "TrentService.DescribeKey", "{\"KeyId\":\"\"}");
        HttpResponse<String> notJson = node.send(ROOT, "TrentService.DescribeKey", "{\"KeyId\":");
        assertThat(garbage).isInstanceOf(InvalidCiphertextException.class);
        assertThat(absent).isInstanceOf(NotFoundException.class);
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(notJson.statusCode()).isEqualTo(400);

        List<String> records = node.recordsAfterStop();
        assertThat(of(records, garbage.requestId()))
                .contains("\"errorCode\":\"InvalidCiphertextException\"")
                .contains("\"eventName\":\"Decrypt\"");
        assertThat(of(records, absent.requestId()))
                .contains("\"errorCode\":\"NotFoundException\"")
                .contains("\"keyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\"");
        assertThat(of(records, requestId(invalid))).contains("\"errorCode\":\"ValidationException\"");
        assertThat(of(records, requestId(notJson))).contains("\"errorCode\":\"SerializationException\"");
    }

    private static String requestId(HttpResponse<String> response) {
        return response.headers().firstValue("x-amzn-RequestId").orElseThrow();
    }

    @Test
    void noPlaintextAndNoDataKeyIsOnRecordOrInAnyFile() throws IOException {
        String key = key();
        SdkBytes canary = SdkBytes.fromUtf8String(CANARY);
        EncryptResponse encrypted = root.encrypt(call -> call.keyId(key).plaintext(canary));
        DecryptResponse decrypted = root.decrypt(call -> call.ciphertextBlob(encrypted.ciphertextBlob()));
        assertThat(decrypted.plaintext()).isEqualTo(canary);
        GenerateDataKeyResponse dataKey = root.generateDataKey(call -> call.keyId(key).keySpec(DataKeySpec.AES_256));
        SdkBytes random = root.generateRandom(call -> call.numberOfBytes(32)).plaintext();
        root.reEncrypt(call -> call.ciphertextBlob(encrypted.ciphertextBlob()).destinationKeyId(key));
        refused(() -> root.encrypt(call -> call.keyId("alias/nothing").plaintext(canary)));
        refused(() -> root.encrypt(call -> call.keyId(key).plaintext(canary).grantTokens(CANARY)));
        TestSigner mallory = node.user("mallory");
        refused(() -> node.client(mallory).encrypt(call -> call.keyId(key).plaintext(canary)));

        String records = String.join("\n", node.recordsAfterStop());
        String files = allFiles();
        for (SdkBytes secret : List.of(canary, dataKey.plaintext(), random, SdkBytes.fromUtf8String(ROOT.secret()))) {
            for (String form : forms(secret.asByteArray())) {
                assertThat(records.contains(form)).isFalse();
                assertThat(files.contains(form)).isFalse();
            }
        }
        for (String form : forms(encrypted.ciphertextBlob().asByteArray())) {
            assertThat(records.contains(form)).isFalse();
        }
    }

    /// As bytes (one char each), base64 and hex.
    private static List<String> forms(byte[] secret) {
        return List.of(
                new String(secret, StandardCharsets.ISO_8859_1),
                Base64.getEncoder().withoutPadding().encodeToString(secret),
                HexFormat.of().formatHex(secret));
    }

    private String allFiles() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void anUnknownOperationIsOnRecordUnderItsName() {
        HttpResponse<String> answer = node.send(ROOT, "TrentService.NoSuchOperation", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnknownOperationException");

        assertThat(of(node.recordsAfterStop(), requestId(answer)))
                .contains("\"eventName\":\"NoSuchOperation\"")
                .contains("\"errorCode\":\"UnknownOperationException\"")
                .contains("\"requestParameters\":null");
    }

    @Test
    void aNameThatIsNoOperationsNameIsNotRepeatedOnRecord() {
        HttpResponse<String> answer = node.send(ROOT, "TrentService.No<script>", "{}");
        assertThat(of(node.recordsAfterStop(), requestId(answer)))
                .contains("\"eventName\":\"Unknown\"")
                .doesNotContain("script");
    }

    @Test
    void aWrongSignatureIsCountedAndNotOnRecordAsACall() {
        List<String> refusals = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            HttpResponse<String> answer =
                    node.send(new TestSigner(ROOT.accessKeyId(), "guessed"), "TrentService.ListKeys", "{}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidSignatureException").doesNotContain("guessed");
            refusals.add(requestId(answer));
        }

        List<String> records = node.recordsAfterStop();
        assertThat(records).noneMatch(record -> refusals.stream().anyMatch(record::contains));
        assertThat(records).noneMatch(record -> record.contains("\"eventName\":\"ListKeys\""));
        assertThat(counted(records, "InvalidSignatureException")).containsExactly(1, 4);
    }

    @Test
    void anUnsignedRequestAndAnUnknownCredentialAreCountedByTheirReason() {
        Map<String, List<String>> unsigned = new LinkedHashMap<>();
        unsigned.put("x-amz-target", List.of("TrentService.ListKeys"));
        unsigned.put("content-type", List.of("application/x-amz-json-1.1"));
        assertThat(node.send(unsigned, TestSigner.utf8("{}")).body()).contains("MissingAuthenticationTokenException");
        assertThat(node.send(new TestSigner("AKIANOBODYNOBODYNOBO", "x"), "TrentService.ListKeys", "{}").body())
                .contains("UnrecognizedClientException");

        List<String> records = node.recordsAfterStop();
        assertThat(counted(records, "MissingAuthenticationTokenException")).containsExactly(1);
        assertThat(counted(records, "UnrecognizedClientException")).containsExactly(1);
    }

    private static List<Integer> counted(List<String> records, String reason) {
        String mark = "\"reason\":\"" + reason + "\",\"count\":";
        return records.stream()
                .filter(record -> record.contains("\"eventName\":\"UnauthenticatedCalls\"") && record.contains(mark))
                .map(record -> record.substring(record.indexOf(mark) + mark.length()))
                .map(rest -> Integer.valueOf(rest.substring(0, rest.indexOf('}'))))
                .toList();
    }

    @Test
    void aDisabledKeyRefusesToEncryptAndAnEnabledOneDoesNot() {
        String key = key();
        SdkBytes text = SdkBytes.fromUtf8String("text");
        SdkBytes before = root.encrypt(call -> call.keyId(key).plaintext(text)).ciphertextBlob();

        root.disableKey(call -> call.keyId(key));
        assertThat(refused(() -> root.encrypt(call -> call.keyId(key).plaintext(text))))
                .isInstanceOf(DisabledException.class);
        assertThat(refused(() -> root.decrypt(call -> call.ciphertextBlob(before))))
                .isInstanceOf(DisabledException.class);

        root.enableKey(call -> call.keyId(key));
        assertThat(root.decrypt(call -> call.ciphertextBlob(before)).plaintext()).isEqualTo(text);
    }

    @Test
    void everythingIsThereAfterARestart() {
        String key = key();
        root.createAlias(call -> call.aliasName("alias/kept").targetKeyId(key));
        SdkBytes text = SdkBytes.fromUtf8String("text");
        SdkBytes ciphertext = root.encrypt(call -> call.keyId("alias/kept").plaintext(text)).ciphertextBlob();
        List<String> before = node.recordsAfterStop();

        try (RunningNode again = new RunningNode(directory)) {
            KmsClient client = again.client(ROOT);
            assertThat(client.decrypt(call -> call.ciphertextBlob(ciphertext)).plaintext()).isEqualTo(text);
            assertThat(again.recordsAfterStop()).hasSize(before.size() + 1).startsWith(before.toArray(String[]::new));
        }
    }
}
