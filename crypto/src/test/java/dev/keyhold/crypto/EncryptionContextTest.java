package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EncryptionContextTest {

    private static String canonical(Map<String, String> pairs) {
        return HexFormat.of().formatHex(EncryptionContext.of(pairs).canonical());
    }

    @Test
    void theCanonicalFormIsCountThenLengthPrefixedPairs() {
        assertThat(canonical(Map.of())).isEqualTo("00000000");
        assertThat(canonical(Map.of("a", "bc"))).isEqualTo("00000001" + "00000001" + "61" + "00000002" + "6263");
        assertThat(canonical(Map.of("", ""))).isEqualTo("00000001" + "00000000" + "00000000");
    }

    @Test
    void pairsAreOrderedByUnsignedUtf8Bytes() {
        String highSurrogateLowerInUtf16 = "\ud83d\udd11";
        Map<String, String> pairs = Map.of(highSurrogateLowerInUtf16, "2", "\uffee", "1", "z", "0");
        assertThat(canonical(pairs))
                .isEqualTo(
                        "00000003"
                                + "000000017a"
                                + "0000000130"
                                + "00000003efbfae"
                                + "0000000131"
                                + "00000004f09f9491"
                                + "0000000132");
    }

    @Test
    void theMapsOwnOrderDoesNotMatter() {
        Map<String, String> forwards = new LinkedHashMap<>();
        Map<String, String> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forwards.put("key" + i, "v" + i);
            backwards.put("key" + (19 - i), "v" + (19 - i));
        }
        assertThat(EncryptionContext.of(forwards)).isEqualTo(EncryptionContext.of(backwards));
        assertThat(EncryptionContext.of(forwards)).hasSameHashCodeAs(EncryptionContext.of(backwards));
    }

    @Test
    void differentMapsNeverShareACanonicalForm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Map<String, String>> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            Map<String, String> pairs = randomPairs(random);
            Map<String, String> earlier = seen.put(canonical(pairs), pairs);
            if (earlier != null) {
                assertThat(earlier).as("seed " + seed).isEqualTo(pairs);
            }
        }
        assertThat(seen).hasSizeGreaterThan(10_000);
    }

    /// Few characters, so that the same text comes split in many ways; some look like lengths.
    private static Map<String, String> randomPairs(Random random) {
        Map<String, String> pairs = new HashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pairs.put(randomText(random), randomText(random));
        }
        return pairs;
    }

    private static String randomText(Random random) {
        String alphabet = "a\u0000\u0001é";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void reSplittingAnyTextGivesAnotherForm() {
        String text = "tenantacmetableorders";
        List<String> forms = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            forms.add(canonical(Map.of(text.substring(0, i), text.substring(i))));
            for (int j = i; j <= text.length(); j++) {
                Map<String, String> two = new LinkedHashMap<>();
                two.put(text.substring(0, i), text.substring(i, j));
                two.put("x" + text.substring(j), "");
                forms.add(canonical(two));
            }
        }
        assertThat(forms).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsNormalisedOrFolded() {
        assertThat(
                        List.of(
                                canonical(Map.of("é", "")),
                                canonical(Map.of("e\u0301", "")),
                                canonical(Map.of("É", "")),
                                canonical(Map.of("e", "")),
                                canonical(Map.of("?", "")),
                                canonical(Map.of("\ufffd", ""))))
                .doesNotHaveDuplicates();
    }

    @Test
    void loneSurrogatesAreRefused() {
        for (String text : List.of("\ud83d", "\udd11", "a\ud83d", "\ud83da", "\udd11\ud83d", "\ud83d\ud83d\udd11")) {
            assertThatIllegalArgumentException().isThrownBy(() -> EncryptionContext.of(Map.of(text, "v")));
            assertThatIllegalArgumentException().isThrownBy(() -> EncryptionContext.of(Map.of("k", text)));
        }
    }

    @Test
    void moreThan8192BytesAreRefused() {
        assertThatCode(() -> EncryptionContext.of(Map.of("k", "v".repeat(8191)))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> EncryptionContext.of(Map.of("k", "v".repeat(8192))));
        assertThatIllegalArgumentException().isThrownBy(() -> EncryptionContext.of(Map.of("é".repeat(4096), "v")));
        assertThatCode(() -> EncryptionContext.of(Map.of("é".repeat(4095), "v"))).doesNotThrowAnyException();
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("key-" + i, "12345");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> EncryptionContext.of(many));
    }

    @Test
    void anErrorDoesNotEchoTheContext() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionContext.of(Map.of("card", "4111111111111111\ud83d")))
                .withMessageNotContaining("4111")
                .withNoCause();
        assertThat(EncryptionContext.of(Map.of("card", "4111"))).hasToString("EncryptionContext[20 canonical bytes]");
    }

    @Test
    void theCanonicalFormGivenAwayIsACopy() {
        EncryptionContext context = EncryptionContext.of(Map.of("a", "b"));
        context.canonical()[0] = 1;
        assertThat(context).isEqualTo(EncryptionContext.of(Map.of("a", "b")));
    }
}
