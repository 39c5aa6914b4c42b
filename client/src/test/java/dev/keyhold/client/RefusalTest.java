package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.NOT_AUTHENTIC;
import static dev.keyhold.client.EnvelopeException.Reason.TOO_LARGE;
import static dev.keyhold.client.EnvelopeException.Reason.TRAILING_DATA;
import static dev.keyhold.client.EnvelopeException.Reason.TRUNCATED;
import static dev.keyhold.client.EnvelopeException.Reason.UNSUPPORTED;
import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to change a message that we could think of, and none opens.
class RefusalTest {
    private static final int FRAME = 64;
    private static final int FRAMES = 5;
    private static final int REGULAR = 4 + 12 + FRAME + 16;

    private final Fixture fixture = new Fixture();
    private final byte[] plaintext = bytes((FRAMES - 1) * FRAME + 10, 1);
    private Message message = new Message(new byte[0], 0);

    /// A message and where its body begins.
    private static final class Message {
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

    @BeforeEach
    void writeMessage() throws IOException {
        message = message(Suite.COMMITTED);
    }

    private Message message(Suite suite) throws IOException {
        Envelope envelope = fixture.envelope(EnvelopeOptions.DEFAULT.withSuite(suite).withFrameLength(FRAME));
        byte[] bytes = fixture.encrypt(envelope, plaintext, CONTEXT);
        Header header = new MessageReader(new ByteArrayInputStream(bytes), Limits.DEFAULT).header();
        return new Message(bytes, header.encoded().length + Header.TAG_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void theMessageItselfOpens(Suite suite) throws IOException {
        assertThat(fixture.decrypt(message(suite).bytes())).isEqualTo(plaintext);
        assertThat(fixture.decrypt(message.frames(0, 1, 2, 3, 4))).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfTheHeaderCanBeFlipped(Suite suite) throws IOException {
        Message whole = message(suite);
        for (int bit = 0; bit < whole.body() * 8; bit++) {
            assertNothingOpens(flipped(whole.bytes(), bit), "header bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfBodyOrFooterCanBeFlipped(Suite suite) throws IOException {
        Message whole = message(suite);
        for (int bit = whole.body() * 8; bit < whole.bytes().length * 8; bit++) {
            assertRefused(flipped(whole.bytes(), bit), "bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfALongBodyCanBeFlipped(Suite suite) throws IOException {
        byte[] whole = fixture.encrypt(suite, bytes(300_000, 4));
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int bit = random.nextInt(whole.length * 8);
            assertRefused(flipped(whole, bit), "bit " + bit + " of a message of " + whole.length + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMessageOpensThatIsCutShortAnywhere(Suite suite) throws IOException {
        byte[] whole = message(suite).bytes();
        for (int length = 0; length < whole.length; length++) {
            EnvelopeException refused = assertRefused(Arrays.copyOf(whole, length), "cut to " + length);
            assertThat(refused.reason()).as("cut to %d", length).isEqualTo(TRUNCATED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noByteMayFollowTheMessage(Suite suite) throws IOException {
        byte[] whole = message(suite).bytes();
        assertReason(TRAILING_DATA, Arrays.copyOf(whole, whole.length + 1));
        assertReason(TRAILING_DATA, concatenated(whole, whole));
    }

    @Test
    void framesCannotBeLeftOutRepeatedOrReordered() {
        assertReason(TRUNCATED, message.frames());
        assertReason(TRUNCATED, message.frames(0, 1, 2, 3));
        assertReason(MALFORMED, message.frames(0, 1, 2, 4));
        assertReason(MALFORMED, message.frames(1, 2, 3, 4));
        assertReason(MALFORMED, message.frames(4));
        assertReason(MALFORMED, message.frames(0, 2, 1, 3, 4));
        assertReason(MALFORMED, message.frames(0, 0, 1, 2, 3, 4));
        assertReason(TRAILING_DATA, message.frames(0, 1, 2, 3, 4, 4));
        assertReason(TRAILING_DATA, message.frames(0, 1, 2, 3, 4, 0));
    }

    @Test
    void framesThatAreRenumberedToFitStillDoNotOpen() {
        byte[] swapped = message.frames(1, 0, 2, 3, 4);
        renumber(swapped, message.body(), 1);
        renumber(swapped, message.body() + REGULAR, 2);
        assertReason(NOT_AUTHENTIC, swapped);

        byte[] repeated = message.frames(0, 0, 2, 3, 4);
        renumber(repeated, message.body() + REGULAR, 2);
        assertReason(NOT_AUTHENTIC, repeated);
    }

    @Test
    void aRegularFrameCannotBecomeTheFinalOne() {
        byte[] cut = message.frames(0);
        ByteBuffer last = ByteBuffer.allocate(8 + 12 + 4 + FRAME + 16);
        last.putInt(-1).putInt(1).put(cut, message.body() + 4, 12).putInt(FRAME);
        last.put(cut, message.body() + 16, FRAME + 16);

        assertReason(NOT_AUTHENTIC, concatenated(Arrays.copyOf(cut, message.body()), last.array()));
    }

    @Test
    void framesOfAnotherMessageUnderTheSameKeyDoNotOpen() throws IOException {
        Message other = message(Suite.COMMITTED);
        byte[] mixed = message.bytes().clone();
        System.arraycopy(other.bytes(), other.body() + REGULAR, mixed, message.body() + REGULAR, REGULAR);
        assertReason(NOT_AUTHENTIC, mixed);
    }

    @Test
    void aFinalFrameLongerThanTheFrameLengthIsRefused() {
        byte[] bytes = message.bytes().clone();
        ByteBuffer.wrap(bytes).putInt(message.body() + 4 * REGULAR + 20, FRAME + 1);
        assertReason(MALFORMED, bytes);
        ByteBuffer.wrap(bytes).putInt(message.body() + 4 * REGULAR + 20, -1);
        assertReason(MALFORMED, bytes);
    }

    @Test
    void aDataKeyThatTheMessageDoesNotCommitToIsRefused() throws IOException {
        Map<String, String> context = CONTEXT;
        Header header = header(message.bytes());
        try (DataKey other = new KmsDataKeys(fixture.kms).generate(fixture.arn, context)) {
            byte[] swapped = header.rewrapped(header.context(), other.wrapped()).encoded();
            byte[] forged =
                    concatenated(
                            swapped, Arrays.copyOfRange(message.bytes(), message.body() - 16, message.bytes().length));

            assertThat(assertReason(NOT_AUTHENTIC, forged)).hasMessageContaining("commits");
        }
    }

    @Test
    void aWrongCommitmentUnderARightTagIsRefused() throws IOException {
        byte[] messageId = bytes(32, 5);
        EncryptionContext context = EncryptionContext.ofCaller(CONTEXT);
        try (DataKey dataKey = new KmsDataKeys(fixture.kms).generate(fixture.arn, context.pairs());
                MessageKeys keys = MessageKeys.derive(dataKey, Suite.COMMITTED, messageId)) {
            List<DataKeyEntry> entries = List.of(DataKeyEntry.of(dataKey.wrapped()));
            Header header = new Header(Suite.COMMITTED, messageId, context, entries, 64, new byte[32]);
            byte[] encoded = header.encoded();

            assertThat(assertReason(NOT_AUTHENTIC, concatenated(encoded, keys.headerTag(encoded))))
                    .hasMessageContaining("commits");
        }
    }

    @Test
    void theSignatureOfASignedMessageCannotBeStrippedOrReplaced() throws IOException {
        Message signed = message(Suite.SIGNED);
        byte[] other = message(Suite.SIGNED).bytes();
        int footer = 2 + ByteBuffer.wrap(signed.bytes()).getShort(footerStart(signed));

        assertReason(TRUNCATED, Arrays.copyOf(signed.bytes(), signed.bytes().length - footer));
        byte[] empty = Arrays.copyOf(signed.bytes(), footerStart(signed) + 2);
        empty[empty.length - 2] = 0;
        empty[empty.length - 1] = 0;
        assertReason(NOT_AUTHENTIC, empty);
        byte[] foreign =
                concatenated(
                        Arrays.copyOf(signed.bytes(), footerStart(signed)),
                        Arrays.copyOfRange(other, footerStart(signed), other.length));
        assertReason(NOT_AUTHENTIC, foreign);
    }

    @Test
    void aSignedMessageCannotBeReadAsAnUnsignedOneNorTheOtherWayRound() throws IOException {
        for (Suite suite : Suite.values()) {
            byte[] bytes = message(suite).bytes().clone();
            Suite other = suite == Suite.SIGNED ? Suite.COMMITTED : Suite.SIGNED;
            ByteBuffer.wrap(bytes).putShort(1, (short) other.id());
            assertReason(MALFORMED, bytes);
        }
    }

    @Test
    void otherVersionsSuitesAndKindsAreRefusedByName() throws IOException {
        assertThat(assertReason(UNSUPPORTED, changed(0, 1))).hasMessageContaining("version 1");
        assertReason(MALFORMED, changed(0, 3));
        assertThat(assertReason(UNSUPPORTED, changed(1, 0))).hasMessageContaining("0x0078");
        int contentType = message.body() - 16 - 32 - 4 - 1;
        assertThat(assertReason(UNSUPPORTED, changed(contentType, 1))).hasMessageContaining("framed");
        assertReason(MALFORMED, changed(contentType, 3));
        byte[] base64 = Base64.getEncoder().encode(message.bytes());
        assertThat(assertReason(MALFORMED, base64)).hasMessageContaining("base64");
        assertReason(MALFORMED, "hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dataKeysOfOtherProvidersOnlyAreRefusedByName() throws IOException {
        Header header = header(message.bytes());
        Header foreign =
                new Header(
                        header.suite(),
                        header.messageId(),
                        header.context(),
                        List.of(new DataKeyEntry("raw", new byte[3], new byte[60])),
                        FRAME,
                        header.commitment());
        assertReason(UNSUPPORTED, concatenated(foreign.encoded(), new byte[16]));
    }

    @Test
    void aDataKeyThatNamesAnAliasIsRefusedWithoutACall() throws IOException {
        int calls = fixture.kms.calls().size();
        for (String name :
                List.of(
                        "alias/a",
                        "arn:aws:kms:eu-central-1:000000000000:alias/a",
                        fixture.arn + "/x",
                        "",
                        fixture.arn.substring(fixture.arn.length() - 36))) {
            Header header = header(message.bytes());
            Header named =
                    new Header(
                            header.suite(),
                            header.messageId(),
                            header.context(),
                            List.of(new DataKeyEntry("aws-kms", name.getBytes(StandardCharsets.UTF_8), new byte[60])),
                            FRAME,
                            header.commitment());
            assertReason(MALFORMED, concatenated(named.encoded(), new byte[16]));
        }
        assertThat(fixture.kms.calls()).hasSize(calls);
    }

    @Test
    void contextsThatAreNotAsTheFormatSaysAreRefused() throws IOException {
        for (byte[] context :
                List.of(
                        new byte[] {0, 0}, // a length without pairs
                        new byte[] {0}, // half a count
                        new byte[] {0, 1, 0, 1, 'k', 0, 1}, // a value that is not there
                        new byte[] {0, 1, 0, 9, 'k', 0, 1, 'v'}, // a key longer than what there is
                        new byte[] {0, 1, 0, 1, 'k', 0, 1, 'v', 0}, // more than its pairs
                        new byte[] {0, 2, 0, 1, 'k', 0, 1, 'v', 0, 1, 'k', 0, 1, 'w'}, // a key twice
                        new byte[] {0, 1, 0, 1, (byte) 0xff, 0, 1, 'v'}, // no UTF-8
                        new byte[] {0, 1, 0, 2, (byte) 0xc0, (byte) 0xaf, 0, 1, 'v'})) { // overlong UTF-8
            assertReason(MALFORMED, withContext(context));
        }
        assertReason(TOO_LARGE, withContext(new byte[8193]));
    }

    @Test
    void moreDataKeysThanAllowedAreRefusedBeforeTheyAreRead() throws IOException {
        Header header = header(message.bytes());
        DataKeyEntry entry = header.dataKeys().getFirst();
        List<DataKeyEntry> many = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            many.add(entry);
        }
        byte[] encoded =
                new Header(header.suite(), header.messageId(), header.context(), many, FRAME, header.commitment())
                        .encoded();
        assertReason(TOO_LARGE, Arrays.copyOf(encoded, message.body() - 53 - 16));
    }

    @Test
    void aHeaderLongerThanAllowedIsRefusedBeforeItIsRead() throws IOException {
        Envelope strict = fixture.envelope(EnvelopeOptions.DEFAULT.withLimits(new Limits(1, message.body() - 1, 4096)));
        Envelope exact = fixture.envelope(EnvelopeOptions.DEFAULT.withLimits(new Limits(1, message.body(), 4096)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        exact.decrypt(new ByteArrayInputStream(message.bytes()), out);
        assertThat(out.toByteArray()).isEqualTo(plaintext);
        try {
            strict.decrypt(new ByteArrayInputStream(message.bytes()), out);
            fail("opened");
        } catch (EnvelopeException refused) {
            assertThat(refused.reason()).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void framesLongerThanAllowedAreRefusedBeforeTheyAreAllocated() {
        int at = message.body() - 16 - 32 - 4;
        for (int length : new int[] {16 * 1024 * 1024 + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            byte[] bytes = message.bytes().clone();
            ByteBuffer.wrap(bytes).putInt(at, length);
            assertReason(TOO_LARGE, bytes);
        }
        byte[] zero = message.bytes().clone();
        ByteBuffer.wrap(zero).putInt(at, 0);
        assertReason(MALFORMED, zero);
    }

    @Test
    void nothingOfAFrameIsReleasedUnlessItsTagIsRight() {
        byte[] bytes = flipped(message.bytes(), (message.body() + 2 * REGULAR + 20) * 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            fixture.envelope(EnvelopeOptions.DEFAULT).decrypt(new ByteArrayInputStream(bytes), out);
            fail("opened");
        } catch (IOException refused) {
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(plaintext, 2 * FRAME));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastFrameIsReleasedOnlyWhenTheWholeMessageIsRight(Suite suite) throws IOException {
        byte[] whole = message(suite).bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            fixture.envelope(EnvelopeOptions.DEFAULT)
                    .decrypt(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length + 1)), out);
            fail("opened");
        } catch (EnvelopeException refused) {
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(plaintext, (FRAMES - 1) * FRAME));
        }
    }

    @Test
    void errorsDoNotEchoContextOrBytes() {
        for (int bit = 0; bit < message.bytes().length * 8; bit += 7) {
            EnvelopeException refused = assertRefused(flipped(message.bytes(), bit), "bit " + bit);
            assertThat(refused.getMessage()).doesNotContain("acme").doesNotContain("tenant");
        }
    }

    private byte[] withContext(byte[] context) throws IOException {
        byte[] encoded = header(message.bytes()).encoded();
        int old = Short.toUnsignedInt(ByteBuffer.wrap(encoded).getShort(35));
        ByteBuffer out = ByteBuffer.allocate(encoded.length - old + context.length);
        out.put(encoded, 0, 35).putShort((short) context.length).put(context);
        out.put(encoded, 37 + old, encoded.length - 37 - old);
        return out.array();
    }

    private byte[] changed(int at, int value) {
        byte[] bytes = message.bytes().clone();
        bytes[at] = (byte) value;
        return bytes;
    }

    private static Header header(byte[] message) throws IOException {
        return new MessageReader(new ByteArrayInputStream(message), Limits.DEFAULT).header();
    }

    private static int footerStart(Message signed) {
        return signed.body() + (FRAMES - 1) * REGULAR + 24 + 10 + 16;
    }

    private static void renumber(byte[] bytes, int frame, int number) {
        ByteBuffer.wrap(bytes).putInt(frame, number).putInt(frame + 12, number);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private EnvelopeException assertReason(EnvelopeException.Reason reason, byte[] bytes) {
        EnvelopeException refused = assertRefused(bytes, reason.name());
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        return refused;
    }

    private void assertNothingOpens(byte[] bytes, String what) {
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

    private EnvelopeException assertRefused(byte[] bytes, String what) {
        try {
            fixture.decrypt(bytes);
            return fail(what + ": opened");
        } catch (EnvelopeException refused) {
            return refused;
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(what, other);
        }
    }
}
