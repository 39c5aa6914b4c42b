package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/// Which forms of key identifier each operation takes, and what the others are answered with.
final class KeyReferenceTest {

    private static final String ACCOUNT = SharedServer.ACCOUNT;

    private final KmsClient kms = SharedServer.kms();

    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("plain");

    /// Operations that take all four forms.
    private static final Map<String, BiConsumer<KmsClient, String>> ANY_FORM =
            Map.of(
                    "DescribeKey", (kms, id) -> kms.describeKey(r -> r.keyId(id)),
                    "Encrypt", (kms, id) -> kms.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT)),
                    "GenerateDataKey", (kms, id) -> kms.generateDataKey(r -> r.keyId(id).keySpec(DataKeySpec.AES_256)),
                    "GenerateDataKeyWithoutPlaintext",
                            (kms, id) ->
                                    kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).keySpec(DataKeySpec.AES_128)),
                    "Decrypt", (kms, id) -> kms.decrypt(r -> r.keyId(id).ciphertextBlob(ciphertextOf(kms, id))),
                    "ReEncrypt",
                            (kms, id) ->
                                    kms.reEncrypt(r ->
                                            r.sourceKeyId(id)
                                                    .destinationKeyId(id)
                                                    .ciphertextBlob(ciphertextOf(kms, id))));

    /// Operations that take an id or a key ARN.
    private static final Map<String, BiConsumer<KmsClient, String>> USE_AND_NAMES =
            Map.of(
                    "EnableKey", (kms, id) -> kms.enableKey(r -> r.keyId(id)),
                    "DisableKey", (kms, id) -> kms.disableKey(r -> r.keyId(id)),
                    "RotateKeyOnDemand", (kms, id) -> kms.rotateKeyOnDemand(r -> r.keyId(id)),
                    "ListKeyRotations", (kms, id) -> kms.listKeyRotations(r -> r.keyId(id)),
                    "GetKeyPolicy", (kms, id) -> kms.getKeyPolicy(r -> r.keyId(id)),
                    "PutKeyPolicy", (kms, id) -> kms.putKeyPolicy(r -> r.keyId(id).policy(KeyPolicyTest.DEFAULT)),
                    "CreateAlias",
                            (kms, id) ->
                                    kms.createAlias(r -> r.aliasName("alias/" + UUID.randomUUID()).targetKeyId(id)),
                    "ListAliases", (kms, id) -> kms.listAliases(r -> r.keyId(id)));

    private static final Tag TAG = Tag.builder().tagKey("k").tagValue("v").build();

    /// The same, of a key's life.
    private static final Map<String, BiConsumer<KmsClient, String>> LIFE =
            Map.of(
                    "EnableKeyRotation", (kms, id) -> kms.enableKeyRotation(r -> r.keyId(id)),
                    "DisableKeyRotation", (kms, id) -> kms.disableKeyRotation(r -> r.keyId(id)),
                    "GetKeyRotationStatus", (kms, id) -> kms.getKeyRotationStatus(r -> r.keyId(id)),
                    "GetKeyLastUsage", (kms, id) -> kms.getKeyLastUsage(r -> r.keyId(id)),
                    "ListKeyPolicies", (kms, id) -> kms.listKeyPolicies(r -> r.keyId(id)),
                    "ListResourceTags", (kms, id) -> kms.listResourceTags(r -> r.keyId(id)),
                    "TagResource", (kms, id) -> kms.tagResource(r -> r.keyId(id).tags(TAG)),
                    "UntagResource", (kms, id) -> kms.untagResource(r -> r.keyId(id).tagKeys("k")),
                    "UpdateKeyDescription", (kms, id) -> kms.updateKeyDescription(r -> r.keyId(id).description("d")),
                    "ScheduleKeyDeletion and CancelKeyDeletion",
                            (kms, id) -> {
                                kms.scheduleKeyDeletion(r -> r.keyId(id));
                                kms.cancelKeyDeletion(r -> r.keyId(id));
                                kms.enableKey(r -> r.keyId(id));
                            });

    private static final Map<String, BiConsumer<KmsClient, String>> ID_OR_ARN = new TreeMap<>(USE_AND_NAMES);

    static {
        ID_OR_ARN.putAll(LIFE);
    }

    /// A ciphertext of the key, or of some key where the id names none: then the id is what is refused.
    private static SdkBytes ciphertextOf(KmsClient kms, String id) {
        String key = exists(kms, id) ? id : SharedServer.newKey().keyId();
        return kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();
    }

    private static boolean exists(KmsClient kms, String id) {
        try {
            kms.describeKey(r -> r.keyId(id));
            return true;
        } catch (software.amazon.awssdk.services.kms.model.KmsException refused) {
            return false;
        }
    }

    private static final String UNKNOWN = "12345678-1234-4234-9234-123456789abc";

    @TestFactory
    Stream<DynamicTest> cryptographicOperationsTakeAllFourForms() {
        return ANY_FORM.entrySet().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.getKey(),
                                () -> {
                                    KeyMetadata key = SharedServer.newKey();
                                    String alias = "alias/" + UUID.randomUUID();
                                    kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));

                                    for (String form :
                                            List.of(
                                                    key.keyId(),
                                                    key.arn(),
                                                    alias,
                                                    "arn:aws:kms:us-east-1:" + ACCOUNT + ":" + alias)) {
                                        operation.getValue().accept(kms, form);
                                    }
                                }));
    }

    @TestFactory
    Stream<DynamicTest> managementOperationsTakeAnIdOrArnAndNoAlias() {
        return ID_OR_ARN.entrySet().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.getKey(),
                                () -> {
                                    KeyMetadata key = SharedServer.newKey();
                                    String alias = "alias/" + UUID.randomUUID();
                                    kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));

                                    for (String form : List.of(key.keyId(), key.arn())) {
                                        kms.enableKey(r -> r.keyId(form));
                                        operation.getValue().accept(kms, form);
                                    }
                                    kms.enableKey(r -> r.keyId(key.keyId()));
                                    for (String form :
                                            List.of(alias, "arn:aws:kms:us-east-1:" + ACCOUNT + ":" + alias)) {
                                        Refusal.of(() -> operation.getValue().accept(kms, form))
                                                .hasCodeAmong(
                                                        "NotFoundException",
                                                        "ValidationException",
                                                        "InvalidArnException");
                                    }
                                    assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().enabled())
                                            .isTrue();
                                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownKeyDoesNotExistInAnyOperation() {
        String arn = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + UNKNOWN;
        return all().map(operation ->
                DynamicTest.dynamicTest(
                        operation.getKey(),
                        () -> {
                            for (String form : List.of(UNKNOWN, arn)) {
                                Refusal.of(() -> operation.getValue().accept(kms, form))
                                        .is("NotFoundException", "Key '" + arn + "' does not exist");
                            }
                        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoIdIsInvalidInAnyOperation() {
        String withoutDashes = UNKNOWN.replace("-", "");
        return all().map(operation ->
                DynamicTest.dynamicTest(
                        operation.getKey(),
                        () -> {
                            for (String id :
                                    List.of("key_id", withoutDashes, "mrk-fake", UNKNOWN + "0", "key/" + UNKNOWN)) {
                                Refusal.of(() -> operation.getValue().accept(kms, id))
                                        .is("NotFoundException", "Invalid keyId '" + id + "'");
                            }
                        }));
    }

    @TestFactory
    Stream<DynamicTest> anArnOfAnotherRegionIsInvalidInAnyOperation() {
        return all().map(operation ->
                DynamicTest.dynamicTest(
                        operation.getKey(),
                        () -> {
                            String id = SharedServer.newKey().keyId();
                            Refusal.of(() ->
                                            operation
                                                    .getValue()
                                                    .accept(kms, "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/" + id))
                                    .is("NotFoundException", "Invalid arn eu-west-1");
                        }));
    }

    @TestFactory
    Stream<DynamicTest> anArnIsNotResolvedByItsTail() {
        return all().map(operation ->
                DynamicTest.dynamicTest(
                        operation.getKey(),
                        () -> {
                            String id = SharedServer.newKey().keyId();
                            for (String arn :
                                    List.of(
                                            "arn:aws:kms:us-east-1:111122223333:key/" + id,
                                            "arn:aws:s3:us-east-1:" + ACCOUNT + ":key/" + id,
                                            "arn:aws-cn:kms:us-east-1:" + ACCOUNT + ":key/" + id,
                                            "arn:aws:kms:us-east-1::key/" + id,
                                            "arn:aws:kms::" + ACCOUNT + ":key/" + id,
                                            "arn:aws:kms:us-east-1:" + ACCOUNT + ":" + id,
                                            "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + id + "/",
                                            "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + id + ":x")) {
                                Refusal.of(() -> operation.getValue().accept(kms, arn))
                                        .hasCodeAmong(
                                                "NotFoundException", "InvalidArnException", "AccessDeniedException");
                            }
                        }));
    }

    @TestFactory
    Stream<DynamicTest> anAliasArnOfElsewhereDoesNotResolveByItsTail() {
        return ANY_FORM.entrySet().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.getKey(),
                                () -> {
                                    String alias = "alias/" + UUID.randomUUID();
                                    kms.createAlias(r -> r.aliasName(alias).targetKeyId(SharedServer.newKey().keyId()));
                                    for (String arn :
                                            List.of(
                                                    "arn:aws:kms:eu-west-1:" + ACCOUNT + ":" + alias,
                                                    "arn:aws:kms:us-east-1:111122223333:" + alias,
                                                    "arn:aws:s3:us-east-1:" + ACCOUNT + ":" + alias,
                                                    "arn:aws-cn:kms:us-east-1:" + ACCOUNT + ":" + alias,
                                                    "arn:aws:kms:us-east-1:"
                                                            + ACCOUNT
                                                            + ":"
                                                            + alias.toUpperCase(java.util.Locale.ROOT),
                                                    "arn:aws:kms:us-east-1:" + ACCOUNT + ":x" + alias)) {
                                        Refusal.of(() -> operation.getValue().accept(kms, arn))
                                                .hasCodeAmong(
                                                        "NotFoundException",
                                                        "InvalidArnException",
                                                        "AccessDeniedException");
                                    }
                                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownAliasIsNotFound() {
        return ANY_FORM.entrySet().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.getKey(),
                                () ->
                                        Refusal.of(() -> operation.getValue().accept(kms, "alias/never-made"))
                                                .is(
                                                        "NotFoundException",
                                                        "Alias arn:aws:kms:us-east-1:"
                                                                + ACCOUNT
                                                                + ":alias/never-made is not found.")));
    }

    @TestFactory
    Stream<DynamicTest> anEmptyOrOverlongKeyIdIsAValidationError() {
        return all().filter(operation -> !operation.getKey().equals("ReEncrypt"))
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.getKey(),
                                () -> {
                                    String member = operation.getKey().equals("CreateAlias") ? "targetKeyId" : "keyId";
                                    Refusal.of(() -> operation.getValue().accept(kms, ""))
                                            .is(
                                                    "ValidationException",
                                                    "1 validation error detected: Value '' at '"
                                                            + member
                                                            + "' failed to satisfy constraint: "
                                                            + "Member must have length greater than or equal to 1");
                                    Refusal.of(() -> operation.getValue().accept(kms, "k".repeat(2049)))
                                            .says(
                                                    "ValidationException",
                                                    "at '"
                                                            + member
                                                            + "' failed to satisfy constraint: "
                                                            + "Member must have length less than or equal to 2048");
                                }));
    }

    @Test
    void aMissingKeyIdIsAValidationError() {
        String text =
                "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: "
                        + "Member must not be null";
        Refusal.of(() -> kms.describeKey(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.enableKey(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.disableKey(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.encrypt(r -> r.plaintext(PLAINTEXT))).is("ValidationException", text);
        Refusal.of(() -> kms.generateDataKey(r -> r.keySpec("AES_256"))).is("ValidationException", text);
        Refusal.of(() -> kms.rotateKeyOnDemand(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.listKeyRotations(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.getKeyPolicy(r -> {})).is("ValidationException", text);
        Refusal.of(() -> kms.putKeyPolicy(r -> r.policy(KeyPolicyTest.DEFAULT))).is("ValidationException", text);
    }

    private static Stream<Map.Entry<String, BiConsumer<KmsClient, String>>> all() {
        return Stream.concat(ANY_FORM.entrySet().stream(), ID_OR_ARN.entrySet().stream());
    }
}
