package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.NOT_AUTHENTIC;
import static dev.keyhold.client.EnvelopeException.Reason.TRAILING_DATA;
import static dev.keyhold.client.EnvelopeException.Reason.TRUNCATED;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to change a body or footer that we could think of, and none opens.
class BodyRefusalTest {
    private final Refusals refusals = new Refusals();
    private Refusals.Message message = new Refusals.Message(new byte[0], 0);

    @BeforeEach
    void writeMessage() throws IOException {
        message = refusals.message(Suite.COMMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void theMessageItselfOpens(Suite suite) throws IOException {
        assertThat(refusals.fixture.decrypt(refusals.message(suite).bytes())).isEqualTo(refusals.plaintext);
        assertThat(refusals.fixture.decrypt(message.frames(0, 1, 2, 3, 4))).isEqualTo(refusals.plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void noByteOfBodyOrFooterCanHaveABitFlipped(Suite suite) throws IOException {
        Refusals.Message whole = refusals.message(suite);
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int at = whole.body(); at < whole.bytes().length; at++) {
            int bit = at * 8 + random.nextInt(8);
            refusals.assertRefused(Refusals.flipped(whole.bytes(), bit), "bit " + bit + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfALongBodyCanBeFlipped(Suite suite) throws IOException {
        byte[] whole = refusals.fixture.encrypt(suite, bytes(300_000, 4));
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int bit = random.nextInt(whole.length * 8);
            refusals.assertRefused(
                    Refusals.flipped(whole, bit), "bit " + bit + " of a message of " + whole.length + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMessageOpensThatIsCutShortAnywhere(Suite suite) throws IOException {
        byte[] whole = refusals.message(suite).bytes();
        for (int length = 0; length < whole.length; length++) {
            EnvelopeException refused = refusals.assertRefused(Arrays.copyOf(whole, length), "cut to " + length);
            assertThat(refused.reason()).as("cut to %d", length).isEqualTo(TRUNCATED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noByteMayFollowTheMessage(Suite suite) throws IOException {
        byte[] whole = refusals.message(suite).bytes();
        refusals.assertReason(TRAILING_DATA, Arrays.copyOf(whole, whole.length + 1));
        refusals.assertReason(TRAILING_DATA, Refusals.concatenated(whole, whole));
    }

    @Test
    void framesCannotBeLeftOutRepeatedOrReordered() {
        refusals.assertReason(TRUNCATED, message.frames());
        refusals.assertReason(TRUNCATED, message.frames(0, 1, 2, 3));
        refusals.assertReason(MALFORMED, message.frames(0, 1, 2, 4));
        refusals.assertReason(MALFORMED, message.frames(1, 2, 3, 4));
        refusals.assertReason(MALFORMED, message.frames(4));
        refusals.assertReason(MALFORMED, message.frames(0, 2, 1, 3, 4));
        refusals.assertReason(MALFORMED, message.frames(0, 0, 1, 2, 3, 4));
        refusals.assertReason(TRAILING_DATA, message.frames(0, 1, 2, 3, 4, 4));
        refusals.assertReason(TRAILING_DATA, message.frames(0, 1, 2, 3, 4, 0));
    }

    @Test
    void framesThatAreRenumberedToFitStillDoNotOpen() {
        byte[] swapped = message.frames(1, 0, 2, 3, 4);
        renumber(swapped, message.body(), 1);
        renumber(swapped, message.body() + Refusals.REGULAR, 2);
        refusals.assertReason(NOT_AUTHENTIC, swapped);

        byte[] repeated = message.frames(0, 0, 2, 3, 4);
        renumber(repeated, message.body() + Refusals.REGULAR, 2);
        refusals.assertReason(NOT_AUTHENTIC, repeated);
    }

    @Test
    void aRegularFrameCannotBecomeTheFinalOne() {
        byte[] cut = message.frames(0);
        ByteBuffer last = ByteBuffer.allocate(8 + 12 + 4 + Refusals.FRAME + 16);
        last.putInt(-1).putInt(1).put(cut, message.body() + 4, 12).putInt(Refusals.FRAME);
        last.put(cut, message.body() + 16, Refusals.FRAME + 16);

        refusals.assertReason(NOT_AUTHENTIC, Refusals.concatenated(Arrays.copyOf(cut, message.body()), last.array()));
    }

    @Test
    void framesOfAnotherMessageUnderTheSameKeyDoNotOpen() throws IOException {
        Refusals.Message other = refusals.message(Suite.COMMITTED);
        byte[] mixed = message.bytes().clone();
        System.arraycopy(
                other.bytes(),
                other.body() + Refusals.REGULAR,
                mixed,
                message.body() + Refusals.REGULAR,
                Refusals.REGULAR);
        refusals.assertReason(NOT_AUTHENTIC, mixed);
    }

    @Test
    void aFinalFrameLongerThanTheFrameLengthIsRefused() {
        byte[] bytes = message.bytes().clone();
        ByteBuffer.wrap(bytes).putInt(message.body() + 4 * Refusals.REGULAR + 20, Refusals.FRAME + 1);
        refusals.assertReason(MALFORMED, bytes);
        ByteBuffer.wrap(bytes).putInt(message.body() + 4 * Refusals.REGULAR + 20, -1);
        refusals.assertReason(MALFORMED, bytes);
    }

    @Test
    void theSignatureOfASignedMessageCannotBeStrippedOrReplaced() throws IOException {
        Refusals.Message signed = refusals.message(Suite.SIGNED);
        byte[] other = refusals.message(Suite.SIGNED).bytes();
        int footer = 2 + ByteBuffer.wrap(signed.bytes()).getShort(footerStart(signed));

        refusals.assertReason(TRUNCATED, Arrays.copyOf(signed.bytes(), signed.bytes().length - footer));
        byte[] empty = Arrays.copyOf(signed.bytes(), footerStart(signed) + 2);
        empty[empty.length - 2] = 0;
        empty[empty.length - 1] = 0;
        refusals.assertReason(NOT_AUTHENTIC, empty);
        byte[] foreign =
                Refusals.concatenated(
                        Arrays.copyOf(signed.bytes(), footerStart(signed)),
                        Arrays.copyOfRange(other, footerStart(signed), other.length));
        refusals.assertReason(NOT_AUTHENTIC, foreign);
    }

    @Test
    void nothingOfAFrameIsReleasedUnlessItsTagIsRight() {
        byte[] bytes = Refusals.flipped(message.bytes(), (message.body() + 2 * Refusals.REGULAR + 20) * 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            refusals.fixture.envelope(EnvelopeOptions.DEFAULT).decrypt(new ByteArrayInputStream(bytes), out);
            fail("opened");
        } catch (IOException refused) {
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(refusals.plaintext, 2 * Refusals.FRAME));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastFrameIsReleasedOnlyWhenTheWholeMessageIsRight(Suite suite) throws IOException {
        byte[] whole = refusals.message(suite).bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            refusals.fixture
                    .envelope(EnvelopeOptions.DEFAULT)
                    .decrypt(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length + 1)), out);
            fail("opened");
        } catch (EnvelopeException refused) {
            assertThat(out.toByteArray())
                    .isEqualTo(Arrays.copyOf(refusals.plaintext, (Refusals.FRAMES - 1) * Refusals.FRAME));
        }
    }

    @Test
    void errorsDoNotEchoContextOrBytes() {
        for (int bit = 0; bit < message.bytes().length * 8; bit += 7) {
            EnvelopeException refused = refusals.assertRefused(Refusals.flipped(message.bytes(), bit), "bit " + bit);
            assertThat(refused.getMessage()).doesNotContain("acme").doesNotContain("tenant");
        }
    }

    private static int footerStart(Refusals.Message signed) {
        return signed.body() + (Refusals.FRAMES - 1) * Refusals.REGULAR + 24 + 10 + 16;
    }

    private static void renumber(byte[] bytes, int frame, int number) {
        ByteBuffer.wrap(bytes).putInt(frame, number).putInt(frame + 12, number);
    }
}
