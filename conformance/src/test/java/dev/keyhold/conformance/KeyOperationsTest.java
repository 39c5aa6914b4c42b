package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/// CreateKey, DescribeKey, ListKeys, EnableKey and DisableKey.
final class KeyOperationsTest {

    private final KmsClient kms = SharedServer.kms();

    @Test
    void aNewKeyIsASymmetricEnabledKeyOfTheCaller() {
        KeyMetadata key =
                kms.createKey(r ->
                                r.description("for the tests")
                                        .tags(Tag.builder().tagKey("team").tagValue("red").build()))
                        .keyMetadata();

        assertThat(UUID.fromString(key.keyId()).toString()).isEqualTo(key.keyId());
        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:" + SharedServer.ACCOUNT + ":key/" + key.keyId());
        assertThat(key.awsAccountId()).isEqualTo(SharedServer.ACCOUNT);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.description()).isEqualTo("for the tests");
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.encryptionAlgorithms()).containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.currentKeyMaterialId()).matches("[0-9a-f]{64}");
        assertThat(Duration.between(key.creationDate(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        assertThat(key.deletionDate()).isNull();
    }

    @Test
    @SuppressWarnings("deprecation") // old clients send it
    void theOldNameOfTheKeySpecIsTaken() {
        KeyMetadata key =
                kms.createKey(r -> r.customerMasterKeySpec(CustomerMasterKeySpec.SYMMETRIC_DEFAULT)).keyMetadata();

        assertThat(key.customerMasterKeySpec()).isEqualTo(CustomerMasterKeySpec.SYMMETRIC_DEFAULT);
    }

    @Test
    void describeKeyTellsWhatCreateKeyTold() {
        KeyMetadata made = SharedServer.newKey();

        assertThat(kms.describeKey(r -> r.keyId(made.keyId())).keyMetadata()).isEqualTo(made);
        assertThat(kms.describeKey(r -> r.keyId(made.arn())).keyMetadata()).isEqualTo(made);
    }

    @Test
    void disablingAndEnablingTakesEffectAtOnceAndTwiceIsNoError() {
        String id = SharedServer.newKey().keyId();

        for (int time = 0; time < 2; time++) {
            kms.disableKey(r -> r.keyId(id));
            KeyMetadata disabled = kms.describeKey(r -> r.keyId(id)).keyMetadata();
            assertThat(disabled.enabled()).isFalse();
            assertThat(disabled.keyState()).isEqualTo(KeyState.DISABLED);
        }
        for (int time = 0; time < 2; time++) {
            kms.enableKey(r -> r.keyId(id));
            KeyMetadata enabled = kms.describeKey(r -> r.keyId(id)).keyMetadata();
            assertThat(enabled.enabled()).isTrue();
            assertThat(enabled.keyState()).isEqualTo(KeyState.ENABLED);
        }
    }

    @Test
    void listKeysGivesEveryKeyOnceThroughPages() {
        Set<String> made = new HashSet<>();
        IntStream.range(0, 7).forEach(i -> made.add(SharedServer.newKey().keyId()));

        Set<String> seen = new HashSet<>();
        String marker = null;
        do {
            String from = marker;
            ListKeysResponse page = kms.listKeys(r -> r.limit(3).marker(from));
            assertThat(page.keys()).hasSizeLessThanOrEqualTo(3);
            for (KeyListEntry entry : page.keys()) {
                assertThat(seen.add(entry.keyId())).as("listed twice").isTrue();
                assertThat(entry.keyArn()).endsWith(":key/" + entry.keyId());
            }
            assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(seen).containsAll(made);
    }

    @Test
    void thePaginatorOfTheSdkWalksThePages() {
        String made = SharedServer.newKey().keyId();

        assertThat(kms.listKeysPaginator(r -> r.limit(2)).keys().stream().map(KeyListEntry::keyId))
                .contains(made)
                .doesNotHaveDuplicates();
    }

    @Test
    void keysOfAnotherRegionAreOtherKeys() {
        String here = SharedServer.newKey().keyId();
        try (KmsClient elsewhere =
                SharedServer.endpoint().kms(Credential.ROOT, software.amazon.awssdk.regions.Region.EU_CENTRAL_1)) {
            KeyMetadata there = elsewhere.createKey().keyMetadata();

            assertThat(there.arn()).startsWith("arn:aws:kms:eu-central-1:");
            assertThat(kms.listKeysPaginator().keys().stream().map(KeyListEntry::keyId))
                    .contains(here)
                    .doesNotContain(there.keyId());
            Refusal.of(() -> elsewhere.describeKey(r -> r.keyId(here)))
                    .is(
                            "NotFoundException",
                            "Key 'arn:aws:kms:eu-central-1:"
                                    + SharedServer.ACCOUNT
                                    + ":key/"
                                    + here
                                    + "' does not exist");
            Refusal.of(() ->
                            elsewhere.describeKey(
                                    r -> r.keyId("arn:aws:kms:us-east-1:" + SharedServer.ACCOUNT + ":key/" + here)))
                    .is("NotFoundException", "Invalid arn us-east-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_2048", "RSA_4096", "ECC_NIST_P256", "ECC_SECG_P256K1", "HMAC_256", "SM2", "ML_DSA_65"})
    void aKeySpecThatIsNotOfferedIsRefused(String spec) {
        Refusal.of(() -> kms.createKey(r -> r.keySpec(spec)))
                .hasCodeAmong("UnsupportedOperationException", "ValidationException");
        Refusal.of(() ->
                        kms.createKey(r ->
                                r.keySpec(spec)
                                        .keyUsage(spec.startsWith("HMAC") ? "GENERATE_VERIFY_MAC" : "SIGN_VERIFY")))
                .hasCode("UnsupportedOperationException");
    }

    @Test
    void aKeySpecThatNobodyKnowsIsAValidationErrorWithTheKnownOnes() {
        Refusal.of(() -> kms.createKey(r -> r.keySpec("HMAC_random")))
                .says(
                        "ValidationException",
                        "1 validation error detected: Value 'HMAC_random' at 'keySpec' failed to satisfy constraint: "
                                + "Member must satisfy enum value set: [",
                        "SYMMETRIC_DEFAULT");
    }

    @Test
    void aUsageThatASymmetricKeyDoesNotHaveIsRefused() {
        Refusal.of(() -> kms.createKey(r -> r.keyUsage(KeyUsageType.SIGN_VERIFY)))
                .is("ValidationException", "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT");
    }

    @Test
    void importedMultiRegionAndExternalKeysAreRefusedRatherThanMadeAsOrdinaryOnes() {
        Refusal.of(() -> kms.createKey(r -> r.origin(OriginType.EXTERNAL))).hasCode("UnsupportedOperationException");
        Refusal.of(() -> kms.createKey(r -> r.origin(OriginType.AWS_CLOUDHSM)))
                .hasCode("UnsupportedOperationException");
        Refusal.of(() -> kms.createKey(r -> r.multiRegion(true))).hasCode("UnsupportedOperationException");
        Refusal.of(() -> kms.createKey(r -> r.customKeyStoreId("cks-1234567890abcdef0")))
                .hasCode("CustomKeyStoreNotFoundException");
    }

    @Test
    void aDescriptionOfMoreThan8192CharactersIsRefused() {
        kms.createKey(r -> r.description("d".repeat(8192)));
        Refusal.of(() -> kms.createKey(r -> r.description("d".repeat(8193))))
                .says(
                        "ValidationException",
                        "1 validation error detected: Value '",
                        "' at 'description' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 8192");
    }

    @Test
    void badTagsAreRefused() {
        Refusal.of(() -> kms.createKey(r -> r.tags(tag("a", "1"), tag("a", "2"))))
                .is("TagException", "Duplicate tag keys");
        for (String reserved : List.of("aws:x", "AWS:x", "aWs:")) {
            Refusal.of(() -> kms.createKey(r -> r.tags(tag(reserved, "1"))))
                    .is("TagException", "Tags beginning with aws: are reserved");
        }
        List<Tag> tooMany = IntStream.range(0, 51).mapToObj(i -> tag("t" + i, "")).toList();
        Refusal.of(() -> kms.createKey(r -> r.tags(tooMany))).is("TagException", "Too many tags");
        kms.createKey(r -> r.tags(tooMany.subList(0, 50)));
        Refusal.of(() -> kms.createKey(r -> r.tags(tag("k".repeat(129), ""))))
                .says(
                        "ValidationException",
                        "at 'tags.1.member.tagKey' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 128");
        Refusal.of(() -> kms.createKey(r -> r.tags(tag("ok", ""), tag("k", "v".repeat(257)))))
                .says("ValidationException", "at 'tags.2.member.tagValue' failed to satisfy constraint: ");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    @Test
    void aLimitOutOfRangeOrAMarkerOfNobodyIsRefused() {
        Refusal.of(() -> kms.listKeys(r -> r.limit(0)))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: "
                                + "Member must have value greater than or equal to 1");
        Refusal.of(() -> kms.listKeys(r -> r.limit(1001)))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: "
                                + "Member must have value less than or equal to 1000");
        for (String marker : List.of("x", "!!!", "bm90IG91cnM=", "a".repeat(1024))) {
            Refusal.of(() -> kms.listKeys(r -> r.marker(marker))).hasCode("InvalidMarkerException");
        }
    }

    @Test
    void aMarkerOfAnotherListIsRefused() {
        String id = SharedServer.newKey().keyId();
        SharedServer.newKey();
        kms.rotateKeyOnDemand(r -> r.keyId(id));
        String ofKeys = kms.listKeys(r -> r.limit(1)).nextMarker();
        assertThat(ofKeys).isNotNull();

        Refusal.of(() -> kms.listAliases(r -> r.marker(ofKeys))).hasCode("InvalidMarkerException");
        Refusal.of(() -> kms.listKeyRotations(r -> r.keyId(id).marker(ofKeys))).hasCode("InvalidMarkerException");
    }

    @Test
    void anOperationThatIsNotThereIsUnknown() {
        String id = SharedServer.newKey().keyId();

        Refusal.of(() ->
                        kms.sign(r ->
                                r.keyId(id)
                                        .message(software.amazon.awssdk.core.SdkBytes.fromUtf8String("m"))
                                        .signingAlgorithm("ECDSA_SHA_256")))
                .hasCode("UnknownOperationException");
        Refusal.of(() -> kms.getPublicKey(r -> r.keyId(id))).hasCode("UnknownOperationException");
    }
}
