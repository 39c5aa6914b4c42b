package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private final Fixture fixture = new Fixture();

    static Stream<Arguments> suitesAndSizes() {
        return Stream.of(Suite.values())
                .flatMap(suite ->
                        Stream.of(0, 1, 4095, 4096, 4097, 8192, (1 << 20) + 7).map(size -> Arguments.of(suite, size)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void whatIsEncryptedIsDecrypted(Suite suite, int size) throws IOException {
        byte[] plaintext = bytes(size, size);

        byte[] message = fixture.encrypt(suite, plaintext);

        assertThat(fixture.decrypt(message)).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void receiptsTellKeyContextAndLengths(Suite suite, int size) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        Receipt written =
                fixture.envelope(suite)
                        .encrypt(new ByteArrayInputStream(bytes(size, 1)), message, fixture.arn, CONTEXT);
        Receipt read =
                fixture.envelope(suite)
                        .decrypt(new ByteArrayInputStream(message.toByteArray()), OutputStream.nullOutputStream());

        KeyUsed key = new KeyUsed(fixture.arn, fixture.kms.currentMaterialId(fixture.arn));
        assertThat(written).isEqualTo(new Receipt(suite, key, CONTEXT, size, message.size()));
        assertThat(read).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource
    void streamsThatGiveOneByteAtATimeMakeNoDifference(Suite suite) throws IOException {
        byte[] plaintext = bytes(9000, 2);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        fixture.envelope(suite).encrypt(oneAtATime(plaintext), message, fixture.arn, CONTEXT);
        ByteArrayOutputStream decrypted = new ByteArrayOutputStream();
        fixture.envelope(suite).decrypt(oneAtATime(message.toByteArray()), decrypted);

        assertThat(decrypted.toByteArray()).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void everyFrameLengthWithinTheLimitsWorks(Suite suite) throws IOException {
        for (int frameLength : List.of(1, 15, 512, 65_536, 1 << 20)) {
            Envelope envelope = fixture.envelope(EnvelopeOptions.DEFAULT.withSuite(suite).withFrameLength(frameLength));
            byte[] plaintext = bytes(1000, frameLength);

            assertThat(fixture.decrypt(fixture.encrypt(envelope, plaintext, Map.of()))).isEqualTo(plaintext);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsStayOpen(Suite suite) throws IOException {
        boolean[] closed = new boolean[1];
        InputStream in =
                new ByteArrayInputStream(new byte[10]) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        OutputStream out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        fixture.envelope(suite).encrypt(in, out, fixture.arn, CONTEXT);

        assertThat(closed[0]).isFalse();
    }

    @Test
    void twoMessagesOfOnePlaintextHaveNothingInCommonBehindTheirContext() throws IOException {
        byte[] first = fixture.encrypt(Suite.COMMITTED, new byte[100]);
        byte[] second = fixture.encrypt(Suite.COMMITTED, new byte[100]);

        assertThat(java.util.Arrays.copyOfRange(first, 3, 35))
                .isNotEqualTo(java.util.Arrays.copyOfRange(second, 3, 35));
        assertThat(java.util.Arrays.copyOfRange(first, first.length - 116, first.length))
                .isNotEqualTo(java.util.Arrays.copyOfRange(second, second.length - 116, second.length));
    }

    @Test
    void encryptingAndDecryptingCostOneCallEachWithTheWholeContext() throws IOException {
        byte[] message = fixture.encrypt(Suite.COMMITTED, bytes(100_000, 3));
        fixture.decrypt(message);

        assertThat(fixture.kms.calls())
                .containsExactly(
                        new InProcessKms.Call("GenerateDataKey", fixture.arn, CONTEXT),
                        new InProcessKms.Call("Decrypt", fixture.arn, CONTEXT));
    }

    @Test
    void theKmsSeesTheSigningKeyOfASignedMessageInItsContext() throws IOException {
        fixture.decrypt(fixture.encrypt(Suite.SIGNED, new byte[1]));

        List<InProcessKms.Call> calls = fixture.kms.calls();
        assertThat(calls.get(0).context()).containsAllEntriesOf(CONTEXT).containsKey(EncryptionContext.PUBLIC_KEY);
        assertThat(calls.get(1).context()).isEqualTo(calls.get(0).context());
    }

    @Test
    void anAliasEncryptsAndTheMessageNamesTheKeyBehindIt() throws IOException {
        fixture.kms.alias("alias/a", fixture.arn);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fixture.envelope(Suite.SIGNED).encrypt(InputStream.nullInputStream(), out, "alias/a", Map.of());
        fixture.kms.alias("alias/a", fixture.kms.newKey());

        assertThat(fixture.decrypt(out.toByteArray())).isEmpty();
    }

    @Test
    void oldMessagesOpenAfterARotationAndNewOnesNameTheNewMaterial() throws IOException {
        byte[] old = fixture.encrypt(Suite.SIGNED, new byte[] {1});
        String oldMaterial = fixture.kms.currentMaterialId(fixture.arn);
        fixture.kms.rotate(fixture.arn);

        Receipt opened =
                fixture.envelope(Suite.SIGNED).decrypt(new ByteArrayInputStream(old), OutputStream.nullOutputStream());

        assertThat(opened.key().materialId())
                .isEqualTo(oldMaterial)
                .isNotEqualTo(fixture.kms.currentMaterialId(fixture.arn));
    }

    @Test
    void theExpectedContextAndKeyOpenTheMessage() throws IOException {
        byte[] message = fixture.encrypt(Suite.SIGNED, new byte[] {7});

        assertThat(fixture.decrypt(message, new Expectation(Map.of("tenant", "acme"), Set.of(fixture.arn))))
                .containsExactly(7);
    }

    @Test
    void aMissingOrOtherPairOfTheExpectedContextRefusesWithoutACall() throws IOException {
        byte[] message = fixture.encrypt(Suite.SIGNED, new byte[] {7});
        int calls = fixture.kms.calls().size();

        for (Map<String, String> expected : List.of(Map.of("tenant", "other"), Map.of("nobody", "acme"))) {
            assertRefused(EnvelopeException.Reason.NOT_EXPECTED, message, Expectation.ofContext(expected));
        }
        assertThat(fixture.kms.calls()).hasSize(calls);
    }

    @Test
    void anotherKeyThanTheExpectedOnesRefusesWithoutACall() throws IOException {
        byte[] message = fixture.encrypt(Suite.SIGNED, new byte[] {7});
        int calls = fixture.kms.calls().size();

        assertRefused(
                EnvelopeException.Reason.NOT_EXPECTED,
                message,
                new Expectation(Map.of(), Set.of(fixture.kms.newKey())));
        assertThat(fixture.kms.calls()).hasSize(calls);
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledKeyOpensNothing(Suite suite) throws IOException {
        byte[] message = fixture.encrypt(suite, new byte[] {7});
        fixture.kms.disable(fixture.arn);

        assertRefused(EnvelopeException.Reason.KEY_UNAVAILABLE, message, Expectation.NONE);
    }

    @Test
    void anUnknownKeyEncryptsNothingAndWritesNothing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() ->
                        fixture.envelope(Suite.SIGNED)
                                .encrypt(InputStream.nullInputStream(), out, "alias/nobody", Map.of()))
                .isInstanceOfSatisfying(
                        EnvelopeException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.KEY_UNAVAILABLE));
        assertThat(out.size()).isZero();
    }

    @Test
    void contextsThatCannotBeWrittenAreRefusedBeforeAnyCall() {
        for (Map<String, String> context :
                List.of(
                        Map.of("aws-crypto-public-key", "x"),
                        Map.of("", "x"),
                        Map.of("key", ""),
                        Map.of("key", "\ud800"),
                        Map.of("\udc00", "value"),
                        Map.of("key", "x".repeat(9000)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture.encrypt(fixture.envelope(Suite.COMMITTED), new byte[1], context));
        }
        assertThat(fixture.kms.calls()).isEmpty();
    }

    @Test
    void aFailingSourceIsAnIoErrorAndNoEnvelopeError() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(() ->
                        fixture.envelope(Suite.SIGNED)
                                .encrypt(closed, OutputStream.nullOutputStream(), fixture.arn, Map.of()))
                .isExactlyInstanceOf(IOException.class);
    }

    @Test
    void keysPrintTheirLengthOnly() {
        byte[] key = bytes(32, 9);
        try (DataKey dataKey = new DataKey(key, new WrappedDataKey(new KeyUsed(fixture.arn, null), new byte[3]))) {
            assertThat(dataKey).hasToString("DataKey[32 bytes]");
        }
        assertThat(key).containsOnly(0);
        assertThat(new AesKey(new byte[32])).hasToString("AesKey[32 bytes]");
    }

    private void assertRefused(EnvelopeException.Reason reason, byte[] message, Expectation expected) {
        assertThatThrownBy(() -> fixture.decrypt(message, expected))
                .isInstanceOfSatisfying(
                        EnvelopeException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static InputStream oneAtATime(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }
}
