package dev.keyhold.transparency.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.TestLog;
import dev.keyhold.transparency.TilePath;
import dev.keyhold.transparency.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The verifier reads what an attacker wrote: nothing but its documented answers may come out, and where writer and
/// verifier both have a parser, they must accept the same inputs.
class VerifierFuzzTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void aLogWithRandomDamageIsReportedAndNeverAnException() {
        Map<String, byte[]> files = TestLog.of(258).files();
        List<String> names = List.copyOf(files.keySet());
        for (int round = 0; round < 600; round++) {
            Map<String, byte[]> damaged = new TreeMap<>(files);
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged.computeIfPresent(names.get(random.nextInt(names.size())), (_, bytes) -> damage(bytes));
            }
            try {
                Report report = Verification.of(damaged);
                assertThat(report.ok()).as("seed %d, round %d", seed, round).isEqualTo(same(files, damaged));
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
    }

    @Test
    void bothParsersAcceptTheSameEnvelopes() {
        byte[] good = TestLog.of(1).envelopes.getFirst();
        int accepted = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] envelope = damage(good);
            boolean byVerifier = Envelope.decode(envelope).isPresent();
            accepted += byVerifier ? 1 : 0;
            assertThat(byVerifier)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(accepts(() -> LogEntry.decode(envelope)));
        }
        assertThat(accepted).isBetween(1_000, 49_000);
    }

    @Test
    void bothParsersAcceptTheSameKeys() {
        byte[] good = VerifierKey.of(TestLog.KEY).text().getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 20_000; round++) {
            String text = new String(round == 0 ? good : damage(good), StandardCharsets.ISO_8859_1);
            boolean byVerifier = accepts(() -> TrustedKey.parse(text));
            assertThat(byVerifier)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(accepts(() -> VerifierKey.parse(text)));
        }
    }

    @Test
    void theNamesThatTheVerifierExpectsAreThoseThatTheWriterMakes() {
        for (int round = 0; round < 20_000; round++) {
            long size = random.nextLong() >>> (1 + random.nextInt(63));
            int level = random.nextInt(8);
            long places = size >> (8 * level);
            long index = places == 0 ? 0 : Math.floorMod(random.nextLong(), places / 256 + 1);
            int width = TileName.width(level, index, size);
            assertThat(width).isEqualTo((int) Math.min(256, places - index * 256));
            if (width == 0) {
                continue;
            }
            String name = TilePath.hashes(level, index, width).path();
            assertThat(TileName.hashes(level, index, width)).isEqualTo(name);
            assertThat(TileName.belongs(name, size)).as("%s of %d", name, size).isTrue();
            byte[] damaged = damage(name.getBytes(StandardCharsets.ISO_8859_1));
            String other = new String(damaged, StandardCharsets.ISO_8859_1);
            if (TileName.belongs(other, size) && !other.equals("checkpoint")) {
                TilePath tile = TilePath.parse(other);
                assertThat(tile.width())
                        .as("%s of %d", other, size)
                        .isEqualTo(TileName.width(tile.level(), tile.index(), size));
            }
        }
    }

    private static boolean accepts(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean same(Map<String, byte[]> a, Map<String, byte[]> b) {
        return a.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), b.get(file.getKey())));
    }

    private byte[] damage(byte[] bytes) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(8)) {
                case 0 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                case 1 -> damaged = Arrays.copyOf(damaged, damaged.length + 1);
                case 2 -> damaged[at] = (byte) random.nextInt(256);
                case 3 -> damaged[at] = damaged[random.nextInt(damaged.length)];
                default -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return damaged;
    }
}
