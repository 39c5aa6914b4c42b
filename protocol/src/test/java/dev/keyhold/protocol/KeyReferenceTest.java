package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {

    private static final String UUID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String MRK = "mrk-1234abcd12ab34cd56ef1234567890ab";
    private static final String PREFIX = "arn:aws:kms:eu-west-1:111122223333:";

    @ParameterizedTest
    @ValueSource(strings = {UUID, MRK})
    void aKeyIdIsReadAndWrittenUnchanged(String text) {
        assertThat(KeyReference.parse(text)).isEqualTo(new KeyReference.ById(new KeyId(text)));
        assertThat(new KeyId(text)).hasToString(text);
        assertThat(new KeyId(text).isMultiRegion()).isEqualTo(text.startsWith("mrk-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {UUID, MRK})
    void aKeyArnIsReadAndWrittenUnchanged(String id) {
        KeyArn arn = new KeyArn("aws", "eu-west-1", "111122223333", new KeyId(id));
        assertThat(KeyReference.parse(PREFIX + "key/" + id)).isEqualTo(new KeyReference.ByArn(arn));
        assertThat(arn).hasToString(PREFIX + "key/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/a", "alias/aws/s3", "alias/a:b/c_d-E9", "alias/key/" + UUID, "alias/alias/a"})
    void anAliasNameAndItsArnAreReadAndWrittenUnchanged(String name) {
        assertThat(KeyReference.parse(name)).isEqualTo(new KeyReference.ByAlias(new AliasName(name)));
        AliasArn arn = new AliasArn("aws", "eu-west-1", "111122223333", new AliasName(name));
        assertThat(KeyReference.parse(PREFIX + name)).isEqualTo(new KeyReference.ByAliasArn(arn));
        assertThat(arn).hasToString(PREFIX + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "key",
                "1234ABCD-12ab-34cd-56ef-1234567890ab",
                "1234abcd12ab34cd56ef1234567890ab",
                UUID + " ",
                " " + UUID,
                UUID + "\n",
                UUID + "0",
                "1234abcd-12ab-34cd-56ef-1234567890a",
                "1234abcd-12ab-34cd-56ef_1234567890ab",
                "mrk-1234ABCD12ab34cd56ef1234567890ab",
                "MRK-1234abcd12ab34cd56ef1234567890ab",
                "mrk-1234abcd12ab34cd56ef1234567890a",
                "mrk-1234abcd12ab34cd56ef1234567890ab0",
                "mrk-" + UUID,
                "key/" + UUID,
                "alias/",
                "alias",
                "Alias/a",
                "alias/a b",
                "alias/ä",
                "alias/a.b",
                "alias/a\n",
                "１234abcd-12ab-34cd-56ef-1234567890ab"
            })
    void whatIsNeitherIdNorAliasIsMalformed(String text) {
        assertThat(KeyReference.parse(text)).isEqualTo(new KeyReference.Malformed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:",
                "arn:aws:kms",
                "arn:aws:kms:eu-west-1:111122223333",
                "arn:aws:kms:eu-west-1:111122223333:",
                "arn:aws:s3:eu-west-1:111122223333:key/" + UUID,
                "arn:aws:s3:eu-west-1:111122223333:alias/a",
                "arn:aws:KMS:eu-west-1:111122223333:key/" + UUID,
                "arn:AWS:kms:eu-west-1:111122223333:key/" + UUID,
                "arn::kms:eu-west-1:111122223333:key/" + UUID,
                "arn:gcp:kms:eu-west-1:111122223333:key/" + UUID,
                "arn:aws:kms::111122223333:key/" + UUID,
                "arn:aws:kms:EU-west-1:111122223333:key/" + UUID,
                "arn:aws:kms:eu-west-1:11112222333:key/" + UUID,
                "arn:aws:kms:eu-west-1::key/" + UUID,
                "arn:aws:kms:eu-west-1:11112222333x:key/" + UUID,
                "arn:aws:kms:eu-west-1:１11122223333:key/" + UUID,
                PREFIX + UUID,
                PREFIX + "key/",
                PREFIX + "key:" + UUID,
                PREFIX + "Key/" + UUID,
                PREFIX + "key/alias/a",
                PREFIX + "key/" + UUID + "/x",
                PREFIX + "alias/",
                PREFIX + "alias/a b",
                PREFIX + ":key/" + UUID,
                "arn:aws:kms:eu-west-1:111122223333:key/" + UUID + "\n"
            })
    void anArnThatIsNotOfAKmsKeyOrAliasIsMalformed(String text) {
        assertThat(KeyReference.parse(text)).isEqualTo(new KeyReference.MalformedArn(text));
    }

    @Test
    void anAliasArnKeepsRegionAndAccountApart() {
        assertThat(KeyReference.parse("arn:aws:kms:us-east-1:111122223333:alias/a"))
                .isNotEqualTo(KeyReference.parse("arn:aws:kms:us-east-2:111122223333:alias/a"))
                .isNotEqualTo(KeyReference.parse("arn:aws:kms:us-east-1:111122223334:alias/a"))
                .isNotEqualTo(KeyReference.parse("arn:aws-cn:kms:us-east-1:111122223333:alias/a"))
                .isNotEqualTo(KeyReference.parse("alias/a"));
    }

    @Test
    void anAliasNameHasAtMost256Characters() {
        assertThat(AliasName.parse("alias/" + "a".repeat(250))).isPresent();
        assertThat(AliasName.parse("alias/" + "a".repeat(251))).isEmpty();
    }

    @Test
    void onlyNamesUnderAliasAwsAreReserved() {
        assertThat(new AliasName("alias/aws/s3").isReserved()).isTrue();
        assertThat(new AliasName("alias/awsome").isReserved()).isFalse();
        assertThat(new AliasName("alias/AWS/s3").isReserved()).isFalse();
    }

    @Test
    void aKeyIdCarriesItsSixteenBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            for (boolean multiRegion : new boolean[] {false, true}) {
                KeyId id = KeyId.of(bytes, multiRegion);
                assertThat(id.bytes()).as("seed %d", seed).isEqualTo(bytes);
                assertThat(id.isMultiRegion()).isEqualTo(multiRegion);
                assertThat(KeyId.parse(id.toString())).contains(id);
                assertThat(id.toString().replace("-", "")).endsWith(HexFormat.of().formatHex(bytes));
            }
        }
    }

    @Test
    void malformedPartsMakeNoValue() {
        assertThatThrownBy(() -> new KeyId("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyId.of(new byte[15], false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AliasName("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyArn("aws", "eu west", "111122223333", new KeyId(UUID)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AliasArn("aws", "eu-west-1", "1", new AliasName("alias/a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTypedParsersAcceptTheirOwnFormOnly() {
        assertThat(KeyArn.parse(PREFIX + "key/" + UUID)).isPresent();
        assertThat(KeyArn.parse(PREFIX + "alias/a")).isEmpty();
        assertThat(AliasArn.parse(PREFIX + "alias/a")).isPresent();
        assertThat(AliasArn.parse(PREFIX + "key/" + UUID)).isEmpty();
    }
}
