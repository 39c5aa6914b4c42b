package dev.keyhold.transparency.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.transparency.TestLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No byte of a stored log can change without being found.
class FlippedByteTest {
    private static final int SAMPLE_PER_FILE = 40;

    @Test
    void everyBitOfEveryFileOfASmallLogIsProtected() {
        Map<String, byte[]> files = TestLog.of(1).files();
        assertThat(Verification.of(files).problems()).isEmpty();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (int bit = 0; bit < 8 * file.getValue().length; bit++) {
                assertFound(files, file.getKey(), bit / 8, 1 << bit % 8, "");
            }
        }
    }

    @Test
    void everyByteOfEveryFileOfALogOfTwoEntriesIsProtected() {
        assertEveryByteIsProtected(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 600})
    void aSampleOfTheBytesOfEveryFileOfALargerLogIsProtected(int size) {
        Map<String, byte[]> files = TestLog.of(size).files();
        assertThat(Verification.of(files).problems()).isEmpty();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (int i = 0; i < SAMPLE_PER_FILE; i++) {
                int at = random.nextInt(file.getValue().length);
                assertFound(files, file.getKey(), at, 1 + random.nextInt(255), "seed " + seed);
            }
        }
    }

    /// Every byte, with one random other value each.
    @Tag("soak")
    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 600})
    void everyByteOfEveryFileOfALargerLogIsProtected(int size) {
        assertEveryByteIsProtected(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void everyFileIsNeededAndHasItsExactLength(int size) {
        Map<String, byte[]> files = TestLog.of(size).files();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] bytes = file.getValue();
            List<byte[]> others = new ArrayList<>();
            others.add(new byte[0]);
            others.add(Arrays.copyOf(bytes, bytes.length - 1));
            others.add(Arrays.copyOf(bytes, bytes.length + 1));
            others.add(Arrays.copyOfRange(bytes, 1, bytes.length));
            byte[] newlineMore = Arrays.copyOf(bytes, bytes.length + 1);
            newlineMore[bytes.length] = '\n';
            others.add(newlineMore);
            for (byte[] other : others) {
                Map<String, byte[]> spoiled = new TreeMap<>(files);
                spoiled.put(file.getKey(), other);
                assertThat(Verification.of(spoiled).ok()).as("%s with %d bytes", file.getKey(), other.length).isFalse();
            }
            Map<String, byte[]> without = new TreeMap<>(files);
            without.remove(file.getKey());
            assertThat(Verification.kinds(Verification.of(without)))
                    .as("without %s", file.getKey())
                    .contains(Problem.Kind.MISSING_FILE);
        }
    }

    @Test
    void aFlippedByteIsReportedWhereItIs() {
        Map<String, byte[]> files = new TreeMap<>(TestLog.of(600).files());
        byte[] bodies = Objects.requireNonNull(files.get("bodies/001")).clone();
        bodies[1] ^= 1;
        files.put("bodies/001", bodies);
        assertThat(Verification.of(files).problems())
                .containsExactly(
                        new Problem(
                                Problem.Kind.RECORD_MISMATCH,
                                256,
                                "the record is not the one that the entry commits to"));
    }

    private static void assertFound(Map<String, byte[]> files, String name, int at, int difference, String seed) {
        byte[] spoiled = Objects.requireNonNull(files.get(name)).clone();
        spoiled[at] ^= (byte) difference;
        Map<String, byte[]> withSpoiled = new TreeMap<>(files);
        withSpoiled.put(name, spoiled);
        if (Verification.of(withSpoiled).ok()) {
            assertThat(withSpoiled)
                    .as("byte %d of %s changed by %d: not found %s", at, name, difference, seed)
                    .isNull();
        }
    }

    private static void assertEveryByteIsProtected(int size) {
        Map<String, byte[]> files = TestLog.of(size).files();
        assertThat(Verification.of(files).problems()).isEmpty();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            for (int at = 0; at < file.getValue().length; at++) {
                assertFound(files, file.getKey(), at, 1 + random.nextInt(255), "seed " + seed);
            }
        }
    }
}
