package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Whatever a parser is given, it either refuses with its documented exception or prints the very same bytes again.
class ParserFuzzTest {
    private static final int ROUNDS = 30_000;

    @Test
    void frontier() {
        fuzz(TestLog.of(21).frontier().encode(), bytes -> TreeFrontier.decode(bytes).encode());
    }

    @Test
    void envelope() {
        fuzz(TestLog.of(1).envelopes.getFirst(), bytes -> LogEntry.decode(bytes).encode());
    }

    @Test
    void signedNote() {
        fuzz(TestLog.of(3).checkpoint(TestLog.ORIGIN, TestLog.KEY), bytes -> SignedNote.parse(bytes).encode());
    }

    @Test
    void checkpoint() {
        byte[] text = latin1(Checkpoint.of(TestLog.ORIGIN, TestLog.of(12).frontier()).text());
        fuzz(text, bytes -> latin1(Checkpoint.parse(latin1(bytes)).text()));
    }

    @Test
    void verifierKey() {
        fuzz(latin1(VerifierKey.of(TestLog.KEY).text()), bytes -> latin1(VerifierKey.parse(latin1(bytes)).text()));
    }

    @Test
    void tilePath() {
        fuzz(latin1("tile/0/x001/x234/067.p/89"), bytes -> latin1(TilePath.parse(latin1(bytes)).path()));
    }

    @Test
    void entryBundle() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[2], new byte[1], new byte[5]));
        fuzz(bundle, bytes -> EntryBundle.encode(EntryBundle.decode(bytes, 3)));
    }

    @Test
    void bodyBundle() {
        EntryBody kept = EntryBody.of(new byte[16], new byte[3]);
        byte[] bundle = BodyBundle.encode(List.of(kept, EntryBody.dropped(), kept));
        fuzz(bundle, bytes -> BodyBundle.encode(BodyBundle.decode(bytes, 3)));
    }

    private static void fuzz(byte[] good, UnaryOperator<byte[]> parseAndPrint) {
        assertThat(parseAndPrint.apply(good)).isEqualTo(good);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = spoil(good, random);
            try {
                assertThat(parseAndPrint.apply(input)).as("seed %d, round %d", seed, round).isEqualTo(input);
            } catch (LogFormatException _) {
                // refused as documented
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static byte[] spoil(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            List<Consumer<byte[]>> changes =
                    List.of(
                            b -> b[at % b.length] = (byte) random.nextInt(256),
                            b -> b[at % b.length] ^= (byte) (1 << random.nextInt(8)),
                            b -> b[at % b.length] = good[random.nextInt(good.length)]);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(3));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
                default -> changes.get(random.nextInt(changes.size())).accept(bytes);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /// One byte is one character both ways, so that every input is a text.
    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
