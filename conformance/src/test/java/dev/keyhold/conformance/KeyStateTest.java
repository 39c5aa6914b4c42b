package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/// What each operation answers in each state of a key, by AWS's table "Key states of AWS KMS keys"; scheduling and
/// cancelling a deletion.
final class KeyStateTest {

    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("p");
    private static final String OK = "ok";
    private static final String DISABLED = "DisabledException";
    private static final String STATE = "KMSInvalidStateException";

    private final KmsClient kms = SharedServer.kms();

    /// A key in some state, and what was encrypted under it while it was enabled.
    private record Subject(String id, String arn, SdkBytes blob, String alias, String grant) {}

    private interface Act {
        void on(Subject key);
    }

    /// What an operation answers in the states Enabled, Disabled and PendingDeletion.
    private record Row(Act act, String enabled, String disabled, String pending) {}

    private Map<String, Row> table() {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("Encrypt", row(k -> kms.encrypt(r -> r.keyId(k.id).plaintext(PLAIN)), OK, DISABLED, STATE));
        rows.put("Decrypt", row(k -> kms.decrypt(r -> r.ciphertextBlob(k.blob)), OK, DISABLED, STATE));
        rows.put(
                "ReEncrypt",
                row(k -> kms.reEncrypt(r -> r.ciphertextBlob(k.blob).destinationKeyId(k.id)), OK, DISABLED, STATE));
        rows.put(
                "GenerateDataKey",
                row(k -> kms.generateDataKey(r -> r.keyId(k.id).numberOfBytes(8)), OK, DISABLED, STATE));
        rows.put(
                "GenerateDataKeyWithoutPlaintext",
                row(
                        k -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(k.id).numberOfBytes(8)),
                        OK,
                        DISABLED,
                        STATE));
        rows.put("RotateKeyOnDemand", row(k -> kms.rotateKeyOnDemand(r -> r.keyId(k.id)), OK, DISABLED, STATE));
        rows.put("EnableKeyRotation", row(k -> kms.enableKeyRotation(r -> r.keyId(k.id)), OK, DISABLED, STATE));
        rows.put("DisableKeyRotation", row(k -> kms.disableKeyRotation(r -> r.keyId(k.id)), OK, DISABLED, STATE));
        rows.put("GetKeyRotationStatus", row(k -> kms.getKeyRotationStatus(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("ListKeyRotations", row(k -> kms.listKeyRotations(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put(
                "CreateAlias",
                row(k -> kms.createAlias(r -> r.aliasName(newAlias()).targetKeyId(k.id)), OK, OK, STATE));
        rows.put("UpdateAlias from it", row(this::repointAway, OK, OK, OK));
        rows.put("UpdateAlias to it", row(this::repointTo, OK, OK, STATE));
        rows.put("DeleteAlias", row(k -> kms.deleteAlias(r -> r.aliasName(k.alias)), OK, OK, OK));
        rows.put("ListAliases", row(k -> kms.listAliases(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("DescribeKey", row(k -> kms.describeKey(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("GetKeyPolicy", row(k -> kms.getKeyPolicy(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put(
                "PutKeyPolicy",
                row(k -> kms.putKeyPolicy(r -> r.keyId(k.id).policy(KeyPolicyTest.DEFAULT)), OK, OK, OK));
        rows.put("ListKeyPolicies", row(k -> kms.listKeyPolicies(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("ListResourceTags", row(k -> kms.listResourceTags(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("GetKeyLastUsage", row(k -> kms.getKeyLastUsage(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("CreateGrant", row(this::grant, OK, DISABLED, STATE));
        rows.put("ListGrants", row(k -> kms.listGrants(r -> r.keyId(k.id)), OK, OK, OK));
        rows.put("RetireGrant", row(k -> kms.retireGrant(r -> r.keyId(k.arn).grantId(k.grant)), OK, OK, OK));
        rows.put("RevokeGrant", row(k -> kms.revokeGrant(r -> r.keyId(k.id).grantId(k.grant)), OK, OK, OK));
        rows.put("TagResource", row(k -> kms.tagResource(r -> r.keyId(k.id).tags(tag("a", "b"))), OK, OK, STATE));
        rows.put("UntagResource", row(k -> kms.untagResource(r -> r.keyId(k.id).tagKeys("a")), OK, OK, STATE));
        rows.put(
                "UpdateKeyDescription",
                row(k -> kms.updateKeyDescription(r -> r.keyId(k.id).description("d")), OK, OK, STATE));
        rows.put("EnableKey", row(k -> kms.enableKey(r -> r.keyId(k.id)), OK, OK, STATE));
        rows.put("DisableKey", row(k -> kms.disableKey(r -> r.keyId(k.id)), OK, OK, STATE));
        rows.put("ScheduleKeyDeletion", row(k -> kms.scheduleKeyDeletion(r -> r.keyId(k.id)), OK, OK, STATE));
        rows.put("CancelKeyDeletion", row(k -> kms.cancelKeyDeletion(r -> r.keyId(k.id)), STATE, STATE, OK));
        return rows;
    }

    private static Row row(Act act, String enabled, String disabled, String pending) {
        return new Row(act, enabled, disabled, pending);
    }

    private static String newAlias() {
        return "alias/state-" + UUID.randomUUID();
    }

    private static Tag tag(String name, String value) {
        return Tag.builder().tagKey(name).tagValue(value).build();
    }

    private String grant(Subject key) {
        return grant(key.id);
    }

    private String grant(String id) {
        return kms.createGrant(r ->
                        r.keyId(id)
                                .granteePrincipal("arn:aws:iam::000000000000:user/alice")
                                .operations(GrantOperation.DECRYPT))
                .grantId();
    }

    private void repointAway(Subject key) {
        String other = SharedServer.newKey().keyId();
        kms.updateAlias(r -> r.aliasName(key.alias).targetKeyId(other));
    }

    private void repointTo(Subject key) {
        String other = SharedServer.newKey().keyId();
        String alias = newAlias();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(other));
        kms.updateAlias(r -> r.aliasName(alias).targetKeyId(key.id));
    }

    private Subject subject(String state) {
        KeyMetadata made = SharedServer.newKey();
        String id = made.keyId();
        String alias = newAlias();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(id));
        SdkBytes blob = kms.encrypt(r -> r.keyId(id).plaintext(PLAIN)).ciphertextBlob();
        String grant = grant(id);
        switch (state) {
            case "Enabled" -> {}
            case "Disabled" -> kms.disableKey(r -> r.keyId(id));
            case "PendingDeletion" -> kms.scheduleKeyDeletion(r -> r.keyId(id));
            default -> throw new IllegalArgumentException(state);
        }
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString()).isEqualTo(state);
        return new Subject(id, made.arn(), blob, alias, grant);
    }

    @TestFactory
    Stream<DynamicTest> everyOperationAnswersByTheTable() {
        return table().entrySet().stream()
                .flatMap(entry ->
                        Stream.of("Enabled", "Disabled", "PendingDeletion")
                                .map(state ->
                                        DynamicTest.dynamicTest(
                                                entry.getKey() + " on " + state,
                                                () -> answers(entry.getValue(), state))));
    }

    private void answers(Row row, String state) {
        Subject key = subject(state);
        String expected =
                switch (state) {
                    case "Enabled" -> row.enabled;
                    case "Disabled" -> row.disabled;
                    default -> row.pending;
                };
        ThrowingCallable call = () -> row.act.on(key);
        if (expected.equals(OK)) {
            row.act.on(key);
        } else if (expected.equals(DISABLED)) {
            Refusal.of(call).is(DISABLED, key.arn + " is disabled.");
        } else if (state.equals("PendingDeletion")) {
            Refusal.of(call).is(STATE, key.arn + " is pending deletion.");
        } else {
            Refusal.of(call).is(STATE, key.arn + " is not pending deletion.");
        }
    }

    @Test
    void aScheduledDeletionTellsItsDateEverywhere() {
        KeyMetadata key = SharedServer.newKey();
        Instant before = Instant.now();
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
        assertThat(scheduled.keyId()).isEqualTo(key.arn());
        assertThat(scheduled.keyStateAsString()).isEqualTo("PendingDeletion");
        assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
        assertThat(scheduled.deletionDate())
                .isBetween(before.plus(Duration.ofDays(7)).minusSeconds(1), Instant.now().plus(Duration.ofDays(7)));

        KeyMetadata now = kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata();
        assertThat(now.deletionDate()).isEqualTo(scheduled.deletionDate());
        assertThat(now.enabled()).isFalse();
        assertThat(now.pendingDeletionWindowInDays()).isNull();
    }

    @Test
    void theWaitingPeriodIsThirtyDaysUnlessSaidAndSevenToThirty() {
        String id = SharedServer.newKey().keyId();
        for (int days : new int[] {0, 1, 6, 31, 365, 366, -1}) {
            Refusal.of(() -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(days)))
                    .hasCode("ValidationException");
        }
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString()).isEqualTo("Enabled");
        assertThat(kms.scheduleKeyDeletion(r -> r.keyId(id)).pendingWindowInDays()).isEqualTo(30);
    }

    @Test
    void aCancelledDeletionLeavesTheKeyDisabled() {
        Subject key = subject("PendingDeletion");
        assertThat(kms.cancelKeyDeletion(r -> r.keyId(key.id)).keyId()).isEqualTo(key.arn);
        KeyMetadata kept = kms.describeKey(r -> r.keyId(key.id)).keyMetadata();
        assertThat(kept.keyStateAsString()).isEqualTo("Disabled");
        assertThat(kept.deletionDate()).isNull();
        kms.enableKey(r -> r.keyId(key.id));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(key.blob)).plaintext()).isEqualTo(PLAIN);
    }
}
