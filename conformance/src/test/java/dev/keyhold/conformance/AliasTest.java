package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

/// CreateAlias, UpdateAlias, DeleteAlias and ListAliases.
final class AliasTest {

    private static final String PREFIX_TEXT =
            "Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html";

    private final KmsClient kms = SharedServer.kms();

    private static String newName() {
        return "alias/" + UUID.randomUUID();
    }

    private static String arn(String name) {
        return "arn:aws:kms:us-east-1:" + SharedServer.ACCOUNT + ":" + name;
    }

    private String aliasOf(String keyId) {
        String name = newName();
        kms.createAlias(r -> r.aliasName(name).targetKeyId(keyId));
        return name;
    }

    @Test
    void anAliasNamesItsKeyAtOnce() {
        String id = SharedServer.newKey().keyId();
        String name = aliasOf(id);

        assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().keyId()).isEqualTo(id);
        AliasListEntry entry = kms.listAliases(r -> r.keyId(id)).aliases().getFirst();
        assertThat(entry.aliasName()).isEqualTo(name);
        assertThat(entry.aliasArn()).isEqualTo(arn(name));
        assertThat(entry.targetKeyId()).isEqualTo(id);
        assertThat(entry.creationDate()).isEqualTo(entry.lastUpdatedDate());
    }

    @Test
    void aRepointedAliasNamesTheOtherKeyAtOnceAndOldCiphertextsStillOpen() {
        String first = SharedServer.newKey().keyId();
        String second = SharedServer.newKey().keyId();
        String name = aliasOf(first);
        SdkBytes plain = SdkBytes.fromUtf8String("p");
        SdkBytes old = kms.encrypt(r -> r.keyId(name).plaintext(plain)).ciphertextBlob();

        kms.updateAlias(r -> r.aliasName(name).targetKeyId(second));
        assertThat(kms.encrypt(r -> r.keyId(name).plaintext(plain)).keyId()).endsWith(second);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(old)).plaintext()).isEqualTo(plain);
        assertThat(kms.listAliases(r -> r.keyId(first)).aliases()).isEmpty();
        Refusal.of(() -> kms.decrypt(r -> r.ciphertextBlob(old).keyId(name))).hasCode("IncorrectKeyException");
    }

    @Test
    void aDeletedAliasNamesNothingAtOnceAndCanBeMadeAgain() {
        String id = SharedServer.newKey().keyId();
        String name = aliasOf(id);
        kms.deleteAlias(r -> r.aliasName(name));

        String text = "Alias " + arn(name) + " is not found.";
        Refusal.of(() -> kms.describeKey(r -> r.keyId(name))).is("NotFoundException", text);
        Refusal.of(() -> kms.deleteAlias(r -> r.aliasName(name))).is("NotFoundException", text);
        Refusal.of(() -> kms.updateAlias(r -> r.aliasName(name).targetKeyId(id))).is("NotFoundException", text);
        String other = SharedServer.newKey().keyId();
        kms.createAlias(r -> r.aliasName(name).targetKeyId(other));
        assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().keyId()).isEqualTo(other);
    }

    @Test
    void anAliasOfADisabledKeyCanBeMadeMovedAndDeleted() {
        String id = SharedServer.newKey().keyId();
        kms.disableKey(r -> r.keyId(id));
        String name = aliasOf(id);

        kms.updateAlias(r -> r.aliasName(name).targetKeyId(SharedServer.newKey().keyId()));
        kms.updateAlias(r -> r.aliasName(name).targetKeyId(id));
        kms.deleteAlias(r -> r.aliasName(name));
    }

    @Test
    void anAliasThatExistsIsNotMadeAgain() {
        String id = SharedServer.newKey().keyId();
        String other = SharedServer.newKey().keyId();
        String name = aliasOf(id);

        for (String target : List.of(id, other)) {
            Refusal.of(() -> kms.createAlias(r -> r.aliasName(name).targetKeyId(target)))
                    .is("AlreadyExistsException", "An alias with the name " + arn(name) + " already exists");
        }
        assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().keyId()).isEqualTo(id);
    }

    @Test
    void namesAreCaseSensitive() {
        String id = SharedServer.newKey().keyId();
        String name = "alias/Mixed-" + UUID.randomUUID();
        kms.createAlias(r -> r.aliasName(name).targetKeyId(id));
        String lower = name.toLowerCase(java.util.Locale.ROOT);

        Refusal.of(() -> kms.describeKey(r -> r.keyId(lower)))
                .is("NotFoundException", "Alias " + arn(lower) + " is not found.");
        kms.createAlias(r -> r.aliasName(lower).targetKeyId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"noprefix", "Alias/x", "alias", "alias:x", "/alias/x", "aliasx/y", "alias/"})
    void aNameWithoutThePrefixIsRefused(String name) {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.createAlias(r -> r.aliasName(name).targetKeyId(id)))
                .is("ValidationException", PREFIX_TEXT);
        Refusal.of(() -> kms.updateAlias(r -> r.aliasName(name).targetKeyId(id)))
                .is("ValidationException", PREFIX_TEXT);
        Refusal.of(() -> kms.deleteAlias(r -> r.aliasName(name))).is("ValidationException", PREFIX_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/has space", "alias/ä", "alias/a.b", "alias/a*", "alias/a\nb", "alias/a\u0000"})
    void aNameWithOtherCharactersIsRefused(String name) {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.createAlias(r -> r.aliasName(name).targetKeyId(id)))
                .says(
                        "ValidationException",
                        "1 validation error detected: Value '",
                        "at 'aliasName' failed to satisfy constraint: "
                                + "Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$");
    }

    @Test
    void aNameHasAtMost256Characters() {
        String id = SharedServer.newKey().keyId();
        String longest = newName() + "/" + "x".repeat(256 - 43);
        assertThat(longest).hasSize(256);
        kms.createAlias(r -> r.aliasName(longest).targetKeyId(id));
        Refusal.of(() -> kms.createAlias(r -> r.aliasName(longest + "x").targetKeyId(id)))
                .says(
                        "ValidationException",
                        "at 'aliasName' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 256");
        Refusal.of(() -> kms.createAlias(r -> r.aliasName("").targetKeyId(id))).hasCode("ValidationException");
        Refusal.of(() -> kms.createAlias(r -> r.targetKeyId(id)))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value null at 'aliasName' failed to satisfy constraint: "
                                + "Member must not be null");
    }

    @Test
    void namesOfAwsManagedKeysAreReserved() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.createAlias(r -> r.aliasName("alias/aws/s3").targetKeyId(id)))
                .hasCode("InvalidAliasNameException");
        Refusal.of(() -> kms.updateAlias(r -> r.aliasName("alias/aws/s3").targetKeyId(id)))
                .hasCodeAmong("InvalidAliasNameException", "NotFoundException");
        kms.createAlias(r -> r.aliasName("alias/awsome-" + UUID.randomUUID()).targetKeyId(id));
    }

    @Test
    void anAliasIsNoTargetOfAnAlias() {
        String name = aliasOf(SharedServer.newKey().keyId());
        for (String target : List.of(name, arn(name))) {
            Refusal.of(() -> kms.createAlias(r -> r.aliasName(newName()).targetKeyId(target)))
                    .hasCodeAmong("NotFoundException", "ValidationException", "InvalidArnException");
            Refusal.of(() -> kms.updateAlias(r -> r.aliasName(name).targetKeyId(target)))
                    .hasCodeAmong("NotFoundException", "ValidationException", "InvalidArnException");
        }
    }

    @Test
    void aKeyHasAtMost50Aliases() {
        String id = SharedServer.newKey().keyId();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            names.add(aliasOf(id));
        }
        String text = "Aliases per key quota for this account in this region is 50, current usage is 50.";
        Refusal.of(() -> kms.createAlias(r -> r.aliasName(newName()).targetKeyId(id)))
                .is("LimitExceededException", text);
        String elsewhere = aliasOf(SharedServer.newKey().keyId());
        Refusal.of(() -> kms.updateAlias(r -> r.aliasName(elsewhere).targetKeyId(id)))
                .is("LimitExceededException", text);
        kms.updateAlias(r -> r.aliasName(names.getFirst()).targetKeyId(id));

        kms.deleteAlias(r -> r.aliasName(names.getFirst()));
        kms.createAlias(r -> r.aliasName(newName()).targetKeyId(id));
    }

    @Test
    void listAliasesGivesThoseOfOneKeyThroughPages() {
        String id = SharedServer.newKey().keyId();
        aliasOf(SharedServer.newKey().keyId());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            names.add(aliasOf(id));
        }
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            ListAliasesResponse page = kms.listAliases(r -> r.keyId(id).limit(3).marker(from));
            assertThat(page.aliases()).hasSizeLessThanOrEqualTo(3);
            assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
            page.aliases().forEach(alias -> seen.add(alias.aliasName()));
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void listAliasesWithoutAKeyGivesAll() {
        String one = aliasOf(SharedServer.newKey().keyId());
        String other = aliasOf(SharedServer.newKey().keyId());

        assertThat(kms.listAliasesPaginator().aliases().stream().map(AliasListEntry::aliasName))
                .contains(one, other)
                .doesNotHaveDuplicates();
        assertThat(kms.listAliases().aliases()).hasSizeLessThanOrEqualTo(50);
        assertThat(kms.listAliases(r -> r.limit(1000)).aliases()).hasSizeLessThanOrEqualTo(100);
        Refusal.of(() -> kms.listAliases(r -> r.marker("bad"))).hasCode("InvalidMarkerException");
    }
}
