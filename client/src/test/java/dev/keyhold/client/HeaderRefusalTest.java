package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.NOT_AUTHENTIC;
import static dev.keyhold.client.EnvelopeException.Reason.TOO_LARGE;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to change a header that we could think of, and none opens.
class HeaderRefusalTest {
    private final Refusals refusals = new Refusals();
    private Refusals.Message message = new Refusals.Message(new byte[0], 0);

    @BeforeEach
    void writeMessage() throws IOException {
        message = refusals.message(Suite.COMMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfTheHeaderCanBeFlipped(Suite suite) throws IOException {
        Refusals.Message whole = refusals.message(suite);
        for (int bit = 0; bit < whole.body() * 8; bit++) {
            refusals.assertNothingOpens(Refusals.flipped(whole.bytes(), bit), "header bit " + bit);
        }
    }

    @Test
    void aDataKeyThatTheMessageDoesNotCommitToIsRefused() throws IOException {
        Map<String, String> context = CONTEXT;
        Header header = Refusals.header(message.bytes());
        try (DataKey other = new KmsDataKeys(refusals.fixture.kms).generate(refusals.fixture.arn, context)) {
            byte[] swapped = header.rewrapped(header.context(), other.wrapped()).encoded();
            byte[] forged =
                    Refusals.concatenated(
                            swapped, Arrays.copyOfRange(message.bytes(), message.body() - 16, message.bytes().length));

            assertThat(refusals.assertReason(NOT_AUTHENTIC, forged)).hasMessageContaining("commits");
        }
    }

    @Test
    void aWrongCommitmentUnderARightTagIsRefused() throws IOException {
        byte[] messageId = bytes(32, 5);
        EncryptionContext context = EncryptionContext.ofCaller(CONTEXT);
        try (DataKey dataKey = new KmsDataKeys(refusals.fixture.kms).generate(refusals.fixture.arn, context.pairs());
                MessageKeys keys = MessageKeys.derive(dataKey, Suite.COMMITTED, messageId)) {
            List<DataKeyEntry> entries = List.of(DataKeyEntry.of(dataKey.wrapped()));
            Header header = new Header(Suite.COMMITTED, messageId, context, entries, 64, new byte[32]);
            byte[] encoded = header.encoded();

            assertThat(refusals.assertReason(NOT_AUTHENTIC, Refusals.concatenated(encoded, keys.headerTag(encoded))))
                    .hasMessageContaining("commits");
        }
    }

    @Test
    void aSignedMessageCannotBeReadAsAnUnsignedOneNorTheOtherWayRound() throws IOException {
        for (Suite suite : Suite.values()) {
            byte[] bytes = refusals.message(suite).bytes().clone();
            Suite other = suite == Suite.SIGNED ? Suite.COMMITTED : Suite.SIGNED;
            ByteBuffer.wrap(bytes).putShort(1, (short) other.id());
            refusals.assertReason(MALFORMED, bytes);
        }
    }

    @Test
    void otherVersionsSuitesAndKindsAreRefusedByName() throws IOException {
        assertThat(refusals.assertReason(UNSUPPORTED, changed(0, 1))).hasMessageContaining("version 1");
        refusals.assertReason(MALFORMED, changed(0, 3));
        assertThat(refusals.assertReason(UNSUPPORTED, changed(1, 0))).hasMessageContaining("0x0078");
        int contentType = message.body() - 16 - 32 - 4 - 1;
        assertThat(refusals.assertReason(UNSUPPORTED, changed(contentType, 1))).hasMessageContaining("framed");
        refusals.assertReason(MALFORMED, changed(contentType, 3));
        byte[] base64 = Base64.getEncoder().encode(message.bytes());
        assertThat(refusals.assertReason(MALFORMED, base64)).hasMessageContaining("base64");
        refusals.assertReason(MALFORMED, "hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dataKeysOfOtherProvidersOnlyAreRefusedByName() throws IOException {
        Header header = Refusals.header(message.bytes());
        Header foreign =
                new Header(
                        header.suite(),
                        header.messageId(),
                        header.context(),
                        List.of(new DataKeyEntry("raw", new byte[3], new byte[60])),
                        Refusals.FRAME,
                        header.commitment());
        refusals.assertReason(UNSUPPORTED, Refusals.concatenated(foreign.encoded(), new byte[16]));
    }

    @Test
    void aDataKeyThatNamesAnAliasIsRefusedWithoutACall() throws IOException {
        int calls = refusals.fixture.kms.calls().size();
        for (String name :
                List.of(
                        "alias/a",
                        "arn:aws:kms:eu-central-1:000000000000:alias/a",
                        refusals.fixture.arn + "/x",
                        "",
                        refusals.fixture.arn.substring(refusals.fixture.arn.length() - 36))) {
            Header header = Refusals.header(message.bytes());
            Header named =
                    new Header(
                            header.suite(),
                            header.messageId(),
                            header.context(),
                            List.of(new DataKeyEntry("aws-kms", name.getBytes(StandardCharsets.UTF_8), new byte[60])),
                            Refusals.FRAME,
                            header.commitment());
            refusals.assertReason(MALFORMED, Refusals.concatenated(named.encoded(), new byte[16]));
        }
        assertThat(refusals.fixture.kms.calls()).hasSize(calls);
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
            refusals.assertReason(MALFORMED, withContext(context));
        }
        refusals.assertReason(TOO_LARGE, withContext(new byte[8193]));
    }

    @Test
    void moreDataKeysThanAllowedAreRefusedBeforeTheyAreRead() throws IOException {
        Header header = Refusals.header(message.bytes());
        DataKeyEntry entry = header.dataKeys().getFirst();
        List<DataKeyEntry> many = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            many.add(entry);
        }
        byte[] encoded =
                new Header(
                                header.suite(),
                                header.messageId(),
                                header.context(),
                                many,
                                Refusals.FRAME,
                                header.commitment())
                        .encoded();
        refusals.assertReason(TOO_LARGE, Arrays.copyOf(encoded, message.body() - 53 - 16));
    }

    @Test
    void aHeaderLongerThanAllowedIsRefusedBeforeItIsRead() throws IOException {
        Envelope strict =
                refusals.fixture.envelope(EnvelopeOptions.DEFAULT.withLimits(new Limits(1, message.body() - 1, 4096)));
        Envelope exact =
                refusals.fixture.envelope(EnvelopeOptions.DEFAULT.withLimits(new Limits(1, message.body(), 4096)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        exact.decrypt(new ByteArrayInputStream(message.bytes()), out);
        assertThat(out.toByteArray()).isEqualTo(refusals.plaintext);
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
            refusals.assertReason(TOO_LARGE, bytes);
        }
        byte[] zero = message.bytes().clone();
        ByteBuffer.wrap(zero).putInt(at, 0);
        refusals.assertReason(MALFORMED, zero);
    }

    private byte[] withContext(byte[] context) throws IOException {
        byte[] encoded = Refusals.header(message.bytes()).encoded();
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
}
