package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random bytes and randomly changed messages: each opens to the very plaintext, or gives the documented exception.
class FuzzTest {
    private final Fixture fixture = new Fixture();

    @Test
    void changedMessagesGiveTheirPlaintextOrTheDocumentedException() throws IOException {
        fuzz(2000);
    }

    @Test
    @Tag("soak")
    void aMillionChangedMessagesGiveTheirPlaintextOrTheDocumentedException() throws IOException {
        fuzz(1_000_000);
    }

    @Test
    void memoryStaysSmallHoweverLongTheMessage(@TempDir Path directory) throws Exception {
        Process process =
                ChildJvm.start(SmallHeap.class, List.of("-Xmx24m"), List.of(directory.resolve("message").toString()));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output.lines()).containsExactly("COMMITTED " + SmallHeap.BYTES, "SIGNED " + SmallHeap.BYTES);
    }

    private void fuzz(int count) throws IOException {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        byte[] plaintext = bytes(300, 1);
        List<byte[]> messages = List.of(message(Suite.COMMITTED, plaintext), message(Suite.SIGNED, plaintext));
        Path file = Files.createTempFile("fuzz", ".message");
        try {
            for (int i = 0; i < count; i++) {
                byte[] message = mutated(messages.get(random.nextInt(2)), messages.get(random.nextInt(2)), random);
                String where = "seed " + seed + ", round " + i;
                assertDecrypts(message, plaintext, where);
                if (i % 10 == 0) {
                    assertRewrapsOrRefuses(Files.write(file, message), where);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private void assertDecrypts(byte[] message, byte[] plaintext, String where) {
        try {
            assertThat(fixture.decrypt(message)).as(where).isEqualTo(plaintext);
        } catch (EnvelopeException documented) {
            assertThat(documented.reason()).as(where).isNotNull();
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(where, other);
        }
    }

    private void assertRewrapsOrRefuses(Path file, String where) {
        try {
            Envelope.inspect(file);
            fixture.envelope(Suite.SIGNED).rewrap(file, fixture.arn);
            fixture.envelope(Suite.SIGNED)
                    .decrypt(new ByteArrayInputStream(Files.readAllBytes(file)), OutputStream.nullOutputStream());
        } catch (EnvelopeException documented) {
            assertThat(documented.reason()).as(where).isNotNull();
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(where, other);
        }
    }

    private byte[] message(Suite suite, byte[] plaintext) throws IOException {
        return fixture.encrypt(
                fixture.envelope(EnvelopeOptions.DEFAULT.withSuite(suite).withFrameLength(64)), plaintext, CONTEXT);
    }

    /// One to four changes: bytes overwritten, lengths made extreme, pieces cut out, doubled or taken from another.
    private static byte[] mutated(byte[] message, byte[] other, Random random) {
        byte[] bytes = message.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 500) : bytes.length);
            int length = Math.min(random.nextInt(1 + random.nextInt(100)), bytes.length - at);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> Arrays.fill(bytes, at, at + Math.min(length, 4), (byte) (random.nextBoolean() ? -1 : 0));
                case 2 -> bytes = joined(bytes, 0, at, bytes, at + length, bytes.length);
                case 3 -> bytes = joined(bytes, 0, at + length, bytes, at, bytes.length);
                case 4 -> bytes = joined(bytes, 0, at, other, Math.min(at, other.length), other.length);
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] second, int from2, int to2) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, from, to - from);
        out.write(second, from2, to2 - from2);
        return out.toByteArray();
    }
}
