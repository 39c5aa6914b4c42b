package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// A message of a few short frames under a fresh key, and the assertions that changed ones do not open.
final class Refusals {
    static final int FRAME = 64;
    static final int FRAMES = 5;
    static final int REGULAR = 4 + 12 + FRAME + 16;

    final Fixture fixture = new Fixture();
    final byte[] plaintext = bytes((FRAMES - 1) * FRAME + 10, 1);

    /// A message and where its body begins.
    static final class Message {
        private final byte[] bytes;
        private final int body;

        Message(byte[] bytes, int body) {
            this.bytes = bytes;
            this.body = body;
        }

        byte[] bytes() {
            return bytes;
        }

        int body() {
            return body;
        }

        byte[] frames(int... indexes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, body);
            for (int index : indexes) {
                int from = body + index * REGULAR;
                int to = index == FRAMES - 1 ? bytes.length : from + REGULAR;
                out.write(bytes, from, to - from);
            }
            return out.toByteArray();
        }
    }

    Message message(Suite suite) throws IOException {
        Envelope envelope = fixture.envelope(EnvelopeOptions.DEFAULT.withSuite(suite).withFrameLength(FRAME));
        byte[] bytes = fixture.encrypt(envelope, plaintext, CONTEXT);
        Header header = new MessageReader(new ByteArrayInputStream(bytes), Limits.DEFAULT).header();
        return new Message(bytes, header.encoded().length + Header.TAG_BYTES);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    EnvelopeException assertReason(EnvelopeException.Reason reason, byte[] bytes) {
        EnvelopeException refused = assertRefused(bytes, reason.name());
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        return refused;
    }

    void assertNothingOpens(byte[] bytes, String what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            fixture.envelope(EnvelopeOptions.DEFAULT).decrypt(new ByteArrayInputStream(bytes), out);
            fail(what + ": opened");
        } catch (EnvelopeException refused) {
            assertThat(out.size()).as(what).isZero();
        } catch (IOException other) {
            throw new AssertionError(what, other);
        }
    }

    EnvelopeException assertRefused(byte[] bytes, String what) {
        try {
            fixture.decrypt(bytes);
            return fail(what + ": opened");
        } catch (EnvelopeException refused) {
            return refused;
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(what, other);
        }
    }

    static Header header(byte[] message) throws IOException {
        return new MessageReader(new ByteArrayInputStream(message), Limits.DEFAULT).header();
    }
}
