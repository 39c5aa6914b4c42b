package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/// RotateKeyOnDemand and ListKeyRotations.
final class RotationTest {

    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("p");

    private final KmsClient kms = SharedServer.kms();

    private String materialOf(String keyId) {
        return kms.describeKey(r -> r.keyId(keyId)).keyMetadata().currentKeyMaterialId();
    }

    @Test
    void aRotationChangesTheMaterialAndNothingElse() {
        KeyMetadata before = SharedServer.newKey();
        String id = before.keyId();
        SdkBytes old = kms.encrypt(r -> r.keyId(id).plaintext(PLAIN)).ciphertextBlob();

        assertThat(kms.rotateKeyOnDemand(r -> r.keyId(id)).keyId()).isIn(id, before.arn());

        KeyMetadata after = kms.describeKey(r -> r.keyId(id)).keyMetadata();
        assertThat(after.currentKeyMaterialId()).isNotEqualTo(before.currentKeyMaterialId());
        assertThat(after.toBuilder().currentKeyMaterialId(before.currentKeyMaterialId()).build()).isEqualTo(before);
        assertThat(kms.generateDataKey(r -> r.keyId(id).numberOfBytes(8)).keyMaterialId())
                .isEqualTo(after.currentKeyMaterialId());
        assertThat(kms.decrypt(r -> r.ciphertextBlob(old)).keyMaterialId()).isEqualTo(before.currentKeyMaterialId());
        assertThat(kms.decrypt(r -> r.ciphertextBlob(old)).plaintext()).isEqualTo(PLAIN);
    }

    @Test
    void reEncryptMovesACiphertextToTheCurrentMaterial() {
        String id = SharedServer.newKey().keyId();
        String first = materialOf(id);
        SdkBytes old = kms.encrypt(r -> r.keyId(id).plaintext(PLAIN)).ciphertextBlob();
        kms.rotateKeyOnDemand(r -> r.keyId(id));

        var moved = kms.reEncrypt(r -> r.ciphertextBlob(old).destinationKeyId(id));
        assertThat(moved.sourceKeyMaterialId()).isEqualTo(first);
        assertThat(moved.destinationKeyMaterialId()).isEqualTo(materialOf(id));
    }

    @Test
    void twentyFiveRotationsAreTheLimitAndEveryCiphertextStaysReadable() {
        KeyMetadata key = SharedServer.newKey();
        String id = key.keyId();
        List<SdkBytes> blobs = new ArrayList<>();
        List<String> materials = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            blobs.add(kms.encrypt(r -> r.keyId(id).plaintext(PLAIN)).ciphertextBlob());
            materials.add(materialOf(id));
            kms.rotateKeyOnDemand(r -> r.keyId(id));
        }
        Refusal.of(() -> kms.rotateKeyOnDemand(r -> r.keyId(id)))
                .is(
                        "LimitExceededException",
                        "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
                                + " rotations can be performed for this key: "
                                + key.arn());
        assertThat(new HashSet<>(materials)).hasSize(25).doesNotContain(materialOf(id));
        for (int i = 0; i < 25; i++) {
            SdkBytes blob = blobs.get(i);
            var opened = kms.decrypt(r -> r.ciphertextBlob(blob));
            assertThat(opened.plaintext()).isEqualTo(PLAIN);
            assertThat(opened.keyMaterialId()).isEqualTo(materials.get(i));
        }
        assertThat(kms.listKeyRotations(r -> r.keyId(id)).rotations()).hasSize(25);
    }

    @Test
    void theListHasTheCompletedRotationsThroughPages() {
        String id = SharedServer.newKey().keyId();
        assertThat(kms.listKeyRotations(r -> r.keyId(id)).rotations()).isEmpty();
        for (int i = 0; i < 5; i++) {
            kms.rotateKeyOnDemand(r -> r.keyId(id));
        }
        List<RotationsListEntry> seen = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            ListKeyRotationsResponse page = kms.listKeyRotations(r -> r.keyId(id).limit(2).marker(from));
            assertThat(page.rotations()).hasSizeLessThanOrEqualTo(2);
            assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
            seen.addAll(page.rotations());
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(seen)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allSatisfy(rotation -> {
                    assertThat(rotation.keyId()).isEqualTo(id);
                    assertThat(rotation.rotationType()).isEqualTo(RotationType.ON_DEMAND);
                    assertThat(rotation.rotationDate()).isNotNull();
                });
    }

    @Test
    void allMaterialsIncludeTheFirstWhichHasNoRotation() {
        String id = SharedServer.newKey().keyId();
        String first = materialOf(id);
        kms.rotateKeyOnDemand(r -> r.keyId(id));
        String second = materialOf(id);

        List<RotationsListEntry> all =
                kms.listKeyRotations(r -> r.keyId(id).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                        .rotations();
        assertThat(all).extracting(RotationsListEntry::keyMaterialId).containsExactlyInAnyOrder(first, second);
        for (RotationsListEntry entry : all) {
            boolean isFirst = first.equals(entry.keyMaterialId());
            assertThat(entry.keyMaterialState())
                    .isEqualTo(isFirst ? KeyMaterialState.NON_CURRENT : KeyMaterialState.CURRENT);
            assertThat(entry.rotationType()).isEqualTo(isFirst ? null : RotationType.ON_DEMAND);
            assertThat(entry.rotationDate() == null).isEqualTo(isFirst);
        }
    }

    @Test
    void aBadMarkerLimitOrSelectionIsRefused() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.listKeyRotations(r -> r.keyId(id).marker("bad"))).hasCode("InvalidMarkerException");
        Refusal.of(() -> kms.listKeyRotations(r -> r.keyId(id).limit(1001)))
                .says("ValidationException", "Value '1001' at 'limit'");
        Refusal.of(() -> kms.listKeyRotations(r -> r.keyId(id).includeKeyMaterial("SOME")))
                .says("ValidationException", "Value 'SOME' at 'includeKeyMaterial'");
    }

    @Test
    void aMarkerOfAnotherKeysRotationsIsRefused() {
        String id = SharedServer.newKey().keyId();
        String other = SharedServer.newKey().keyId();
        for (int i = 0; i < 2; i++) {
            kms.rotateKeyOnDemand(r -> r.keyId(id));
        }
        String marker = kms.listKeyRotations(r -> r.keyId(id).limit(1)).nextMarker();

        Refusal.of(() -> kms.listKeyRotations(r -> r.keyId(other).marker(marker))).hasCode("InvalidMarkerException");
    }

    @Test
    void theRotationsOfADisabledKeyCanBeListed() {
        String id = SharedServer.newKey().keyId();
        kms.rotateKeyOnDemand(r -> r.keyId(id));
        kms.disableKey(r -> r.keyId(id));
        assertThat(kms.listKeyRotations(r -> r.keyId(id)).rotations()).hasSize(1);
    }
}
