package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.MovableClock;
import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a key by itself as time goes by: a whole node whose clock the test moves.
@Timeout(300)
class KeyLifeTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final String PLAINTEXT = "cGxhaW50ZXh0";

    @TempDir Path directory;

    private final MovableClock clock = new MovableClock(START);
    private RunningNode node;

    @BeforeEach
    void startTheNode() {
        node = new RunningNode(directory, clock);
    }

    @AfterEach
    void stopTheNode() {
        node.close();
    }

    private void restart() {
        node.close();
        node = new RunningNode(directory, clock);
    }

    private void daysPass(int days) {
        clock.advance(Duration.ofDays(days));
        node.doWhatIsDue();
    }

    private String call(String operation, String body) {
        HttpResponse<String> response = node.send(ROOT, "TrentService." + operation, body);
        assertThat(response.statusCode()).as("%s %s: %s", operation, body, response.body()).isEqualTo(200);
        return response.body();
    }

    private String refused(String operation, String body) {
        HttpResponse<String> response = node.send(ROOT, "TrentService." + operation, body);
        assertThat(response.statusCode()).as("%s %s: %s", operation, body, response.body()).isEqualTo(400);
        return member(response.body(), "__type") + ": " + response.body();
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        assertThat(found.find()).as("%s in %s", name, json).isTrue();
        return found.group(1);
    }

    private static String key(String id) {
        return "{\"KeyId\":\"" + id + "\"}";
    }

    private String newKey() {
        return member(call("CreateKey", "{}"), "KeyId");
    }

    private String rotatedEvery(int days) {
        String id = newKey();
        call("EnableKeyRotation", "{\"KeyId\":\"" + id + "\",\"RotationPeriodInDays\":" + days + "}");
        return id;
    }

    private String encrypted(String id) {
        return member(
                call("Encrypt", "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"" + PLAINTEXT + "\"}"), "CiphertextBlob");
    }

    private void decrypts(String blob) {
        assertThat(member(call("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}"), "Plaintext")).isEqualTo(PLAINTEXT);
    }

    private String material(String id) {
        return member(call("DescribeKey", key(id)), "CurrentKeyMaterialId");
    }

    private int rotations(String id) {
        return call("ListKeyRotations", key(id)).split("\"RotationType\":\"AUTOMATIC\"", -1).length - 1;
    }

    private Instant nextRotation(String id) {
        String status = call("GetKeyRotationStatus", key(id));
        assertThat(member(status, "KeyRotationEnabled")).isEqualTo("true");
        return Instant.ofEpochSecond((long) Double.parseDouble(member(status, "NextRotationDate")));
    }

    @Test
    void aKeyIsRotatedWhenItsPeriodIsOverAndNotBefore() {
        String id = rotatedEvery(90);
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(90)));
        String first = material(id);
        String blob = encrypted(id);
        daysPass(89);
        assertThat(material(id)).isEqualTo(first);
        daysPass(1);
        assertThat(material(id)).isNotEqualTo(first);
        assertThat(rotations(id)).isEqualTo(1);
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(180)));
        decrypts(blob);
        decrypts(encrypted(id));
    }

    @Test
    void withoutAPeriodItIsAYear() {
        String id = newKey();
        call("EnableKeyRotation", key(id));
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(365)));
        daysPass(364);
        assertThat(rotations(id)).isZero();
        daysPass(1);
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aPeriodOutsideOfAwssBoundsIsRefused() {
        String id = newKey();
        for (int days : new int[] {0, 89, 2561}) {
            assertThat(refused("EnableKeyRotation", "{\"KeyId\":\"" + id + "\",\"RotationPeriodInDays\":" + days + "}"))
                    .startsWith("ValidationException");
        }
        assertThat(call("GetKeyRotationStatus", key(id))).contains("\"KeyRotationEnabled\":false");
    }

    @Test
    void yearsOfRotationsLeaveEveryCiphertextReadable() {
        String id = rotatedEvery(90);
        List<String> blobs =
                java.util.stream.IntStream.range(0, 12)
                        .mapToObj(quarter -> {
                            String blob = encrypted(id);
                            daysPass(90);
                            return blob;
                        })
                        .toList();
        assertThat(rotations(id)).isEqualTo(12);
        blobs.forEach(this::decrypts);
        restart();
        blobs.forEach(this::decrypts);
    }

    @Test
    void rotationsThatWereMissedWhileTheServerWasDownAreMadeUpOnce() {
        String id = rotatedEvery(90);
        node.close();
        clock.advance(Duration.ofDays(400));
        node = new RunningNode(directory, clock);
        node.doWhatIsDue();
        assertThat(rotations(id)).isEqualTo(1);
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(490)));
        node.doWhatIsDue();
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aNewPeriodBeginsWhenItIsAskedFor() {
        String id = rotatedEvery(90);
        daysPass(80);
        call("EnableKeyRotation", "{\"KeyId\":\"" + id + "\",\"RotationPeriodInDays\":100}");
        daysPass(99);
        assertThat(rotations(id)).isZero();
        daysPass(1);
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aKeyWhoseRotationWasSwitchedOffIsNotRotatedAndBeginsAnewWhenSwitchedOn() {
        String id = rotatedEvery(90);
        daysPass(80);
        call("DisableKeyRotation", key(id));
        assertThat(call("GetKeyRotationStatus", key(id)))
                .contains("\"KeyRotationEnabled\":false")
                .doesNotContain("NextRotationDate", "RotationPeriodInDays");
        daysPass(100);
        assertThat(rotations(id)).isZero();
        call("EnableKeyRotation", "{\"KeyId\":\"" + id + "\",\"RotationPeriodInDays\":90}");
        daysPass(89);
        assertThat(rotations(id)).isZero();
        daysPass(1);
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aDisabledKeyIsNotRotatedAndKeepsItsStatusAndIsRotatedAtOnceWhenEnabledPastDue() {
        String id = rotatedEvery(90);
        call("DisableKey", key(id));
        daysPass(120);
        assertThat(rotations(id)).isZero();
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(90)));
        assertThat(refused("DisableKeyRotation", key(id))).startsWith("DisabledException");
        assertThat(refused("EnableKeyRotation", key(id))).startsWith("DisabledException");
        call("EnableKey", key(id));
        node.doWhatIsDue();
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aKeyThatWaitsForItsDeletionIsNotRotatedAndIsWhenItIsKeptAndEnabled() {
        String id = rotatedEvery(90);
        daysPass(80);
        call("ScheduleKeyDeletion", "{\"KeyId\":\"" + id + "\",\"PendingWindowInDays\":30}");
        daysPass(20);
        assertThat(rotations(id)).isZero();
        assertThat(call("GetKeyRotationStatus", key(id))).contains("\"KeyRotationEnabled\":false");
        assertThat(refused("DisableKeyRotation", key(id))).startsWith("KMSInvalidStateException");
        call("CancelKeyDeletion", key(id));
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(90)));
        assertThat(rotations(id)).isZero();
        call("EnableKey", key(id));
        node.doWhatIsDue();
        assertThat(rotations(id)).isEqualTo(1);
    }

    @Test
    void aRotationOnDemandDoesNotMoveTheSchedule() {
        String id = rotatedEvery(90);
        daysPass(50);
        call("RotateKeyOnDemand", key(id));
        assertThat(nextRotation(id)).isEqualTo(START.plus(Duration.ofDays(90)));
        daysPass(40);
        assertThat(rotations(id)).isEqualTo(1);
        assertThat(call("ListKeyRotations", key(id))).contains("ON_DEMAND");
    }

    @Test
    void aRotationOnDemandIsRefusedWhenTheScheduledOneIsNear() {
        String id = rotatedEvery(90);
        clock.advance(Duration.ofDays(90).minusMinutes(20));
        assertThat(refused("RotateKeyOnDemand", key(id))).startsWith("ConflictException");
        clock.set(START.plus(Duration.ofDays(90)).minus(Duration.ofMinutes(21)));
        call("RotateKeyOnDemand", key(id));
        call("DisableKeyRotation", key(id));
        clock.set(START.plus(Duration.ofDays(90)));
        call("RotateKeyOnDemand", key(id));
    }

    @Test
    void whoUsedADeletedKeyCanStillBeAskedAndANeverMadeOneIsUnknown() {
        String id = newKey();
        encrypted(id);
        call("ScheduleKeyDeletion", "{\"KeyId\":\"" + id + "\",\"PendingWindowInDays\":7}");
        daysPass(7);
        assertThat(refused("DescribeKey", key(id))).startsWith("NotFoundException");
        HttpResponse<String> answer = node.send(ROOT.forService("keyhold"), "Keyhold_20261123.WhoUsed", key(id));
        assertThat(answer.body()).contains("Encrypt", "DeleteKey", "schedule.keyhold");
        HttpResponse<String> never =
                node.send(
                        ROOT.forService("keyhold"),
                        "Keyhold_20261123.WhoUsed",
                        key("12345678-1234-4234-9234-123456789abc"));
        assertThat(never.body()).contains("NotFoundException");
    }

    @Test
    void aKeyIsDeletedOnItsDateWithItsAliasesAndNothingOpensItsCiphertextsAnyMore() {
        String id = newKey();
        String other = newKey();
        call("CreateAlias", "{\"AliasName\":\"alias/doomed\",\"TargetKeyId\":\"" + id + "\"}");
        String blob = encrypted(id);
        String ofOther = encrypted(other);
        decrypts(blob);
        call("ScheduleKeyDeletion", "{\"KeyId\":\"" + id + "\",\"PendingWindowInDays\":7}");
        assertThat(refused("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}")).startsWith("KMSInvalidStateException");
        daysPass(6);
        assertThat(call("DescribeKey", key(id))).contains("PendingDeletion", "DeletionDate");
        daysPass(1);
        assertThat(refused("DescribeKey", key(id))).startsWith("NotFoundException");
        assertThat(refused("DescribeKey", key("alias/doomed"))).startsWith("NotFoundException");
        assertThat(refused("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}")).startsWith("AccessDeniedException");
        assertThat(refused("CancelKeyDeletion", key(id))).startsWith("NotFoundException");
        call("CreateAlias", "{\"AliasName\":\"alias/doomed\",\"TargetKeyId\":\"" + other + "\"}");
        decrypts(ofOther);
        restart();
        assertThat(refused("DescribeKey", key(id))).startsWith("NotFoundException");
        decrypts(ofOther);
    }

    @Test
    void aDeletionThatIsCancelledInTimeLeavesTheKeyDisabledAndWhole() {
        String id = newKey();
        String blob = encrypted(id);
        call("ScheduleKeyDeletion", key(id));
        daysPass(29);
        call("CancelKeyDeletion", key(id));
        daysPass(30);
        assertThat(refused("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}")).startsWith("DisabledException");
        call("EnableKey", key(id));
        decrypts(blob);
        assertThat(refused("CancelKeyDeletion", key(id))).contains("is not pending deletion.");
    }

    @Test
    void whatTheServerDoesByItselfIsOnRecordWithTheKeyAndByWhom() {
        String rotated = rotatedEvery(90);
        String before = material(rotated);
        String deleted = newKey();
        call("ScheduleKeyDeletion", key(deleted));
        daysPass(90);
        String after = material(rotated);

        List<String> events =
                node.recordsAfterStop().stream().filter(record -> record.contains("AwsServiceEvent")).toList();
        assertThat(events).hasSize(2);
        assertThat(events.stream().filter(record -> record.contains("\"eventName\":\"RotateKey\"")))
                .singleElement()
                .asString()
                .contains("\"principalId\":\"schedule.keyhold\"", "\"readOnly\":false", "key/" + rotated)
                .contains("serviceEventDetails", "\"previousKeyMaterialId\":\"" + before)
                .contains("\"currentKeyMaterialId\":\"" + after, "\"rotationType\":\"AUTOMATIC\"");
        assertThat(events.stream().filter(record -> record.contains("\"eventName\":\"DeleteKey\"")))
                .singleElement()
                .asString()
                .contains("\"principalId\":\"schedule.keyhold\"", "\"readOnly\":false", "key/" + deleted);
    }

    @Test
    void nobodyCanAskForWhatOnlyTheServerDoes() {
        String id = newKey();
        for (String operation : List.of("RotateKey", "DeleteKey")) {
            assertThat(refused(operation, key(id))).startsWith("UnknownOperationException");
        }
        assertThat(call("DescribeKey", key(id))).contains("\"KeyState\":\"Enabled\"");
    }

    @Test
    void theLastUseOfAKeyIsExactAndNamesItsRecord() {
        String id = newKey();
        assertThat(call("GetKeyLastUsage", key(id))).contains("\"KeyLastUsage\":{}");
        String blob = encrypted(id);
        clock.advance(Duration.ofHours(1));
        decrypts(blob);
        call("DescribeKey", key(id));
        refused("Encrypt", "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"\"}");

        String usage = call("GetKeyLastUsage", key(id));
        assertThat(member(usage, "Operation")).isEqualTo("Decrypt");
        assertThat(Double.parseDouble(member(usage, "Timestamp")))
                .isEqualTo((double) START.plus(Duration.ofHours(1)).getEpochSecond());
        String event = member(usage, "CloudTrailEventId");
        String request = member(usage, "KmsRequestId");
        assertThat(node.recordsAfterStop())
                .filteredOn(record -> record.contains(event))
                .singleElement()
                .asString()
                .contains("\"eventName\":\"Decrypt\"", "\"requestID\":\"" + request + "\"");
    }

    private String granted(String id, String name) {
        return member(
                call(
                        "CreateGrant",
                        """
                        {"KeyId":"%s","GranteePrincipal":"arn:aws:iam::111122223333:user/alice","Name":"%s",
                         "Operations":["Encrypt"]}\
                        """
                                .formatted(id, name)),
                "GrantId");
    }

    @Test
    void aGrantAllowsNothingFromItsExpiryOnAndIsThenDeleted() {
        TestSigner alice = node.user("alice");
        String id = newKey();
        String expiring = granted(id, "batch/expires/20260301T090000Z");
        String lasting = granted(id, "lasting");
        call("RetireGrant", "{\"KeyId\":\"" + id + "\",\"GrantId\":\"" + lasting + "\"}");
        String encrypt = "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"" + PLAINTEXT + "\"}";

        clock.advance(Duration.ofMinutes(59).plusSeconds(59));
        node.doWhatIsDue();
        assertThat(node.send(alice, "TrentService.Encrypt", encrypt).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(node.send(alice, "TrentService.Encrypt", encrypt).body()).contains("AccessDeniedException");
        node.doWhatIsDue();
        assertThat(call("ListGrants", key(id))).contains("\"Grants\":[]");

        assertThat(node.recordsAfterStop())
                .filteredOn(record -> record.contains("\"ExpireGrant\""))
                .singleElement()
                .satisfies(record ->
                        assertThat(record)
                                .contains(
                                        "\"grantId\":\"" + expiring + "\"",
                                        "\"granteePrincipal\":\"arn:aws:iam::111122223333:user/alice\"",
                                        "schedule.keyhold",
                                        "\"eventType\":\"AwsServiceEvent\"",
                                        id));
    }

    @Test
    void grantsThatExpiredWhileNoNodeRanAllowNothingAndGo() {
        TestSigner alice = node.user("alice");
        String id = newKey();
        granted(id, "/expires/20260302T000000Z");
        node.close();
        clock.advance(Duration.ofDays(2));
        node = new RunningNode(directory, clock);
        String encrypt = "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"" + PLAINTEXT + "\"}";
        assertThat(node.send(alice, "TrentService.Encrypt", encrypt).body()).contains("AccessDeniedException");
        node.doWhatIsDue();
        assertThat(call("ListGrants", key(id))).contains("\"Grants\":[]");
    }

    @Test
    void aKeyThatIsDeletedTakesItsGrantsAlong() {
        String id = newKey();
        granted(id, "a/expires/20270101T000000Z");
        granted(id, "b");
        call("ScheduleKeyDeletion", "{\"KeyId\":\"" + id + "\",\"PendingWindowInDays\":7}");
        daysPass(8);
        refused("ListGrants", key(id));
        daysPass(365);
    }

    @Test
    void theRecordOfAGrantShowsWhatWasGrantedAndNoToken() {
        String id = newKey();
        String made =
                call(
                        "CreateGrant",
                        """
                        {"KeyId":"%s","GranteePrincipal":"arn:aws:iam::111122223333:user/alice","Name":"n",
                         "Operations":["Encrypt","Decrypt"],"Constraints":{"EncryptionContextEquals":{"a":"b"}}}\
                        """
                                .formatted(id));
        String token = member(made, "GrantToken");
        call("RetireGrant", "{\"GrantToken\":\"" + token + "\"}");

        List<String> records = node.recordsAfterStop();
        assertThat(records).noneMatch(record -> record.contains(token));
        assertThat(records)
                .filteredOn(record -> record.contains("\"CreateGrant\""))
                .singleElement()
                .satisfies(record ->
                        assertThat(record)
                                .contains(
                                        "\"operations\":[\"Encrypt\",\"Decrypt\"]",
                                        "\"constraints\":{\"encryptionContextEquals\":{\"a\":\"b\"}}",
                                        "\"granteePrincipal\":\"arn:aws:iam::111122223333:user/alice\"",
                                        "\"grantId\":\"" + member(made, "GrantId") + "\""));
        assertThat(records)
                .filteredOn(record -> record.contains("\"RetireGrant\""))
                .singleElement()
                .satisfies(record -> assertThat(record).contains("\"grantId\":\"" + member(made, "GrantId") + "\""));
    }
}
