package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RewrapTest {
    @TempDir Path directory = Path.of("");

    private final Fixture fixture = new Fixture();
    private final byte[] plaintext = bytes(100_000, 1);

    @ParameterizedTest
    @EnumSource
    void theMessageMovesToTheOtherKeyAndTheOldOneIsNeededNoMore(Suite suite) throws IOException {
        Path file = file(suite);
        String newKey = fixture.kms.newKey();

        Rewrapped rewrapped = fixture.envelope(suite).rewrap(file, newKey);
        fixture.kms.disable(fixture.arn);

        assertThat(fixture.decrypt(Files.readAllBytes(file), new Expectation(CONTEXT, Set.of(newKey))))
                .isEqualTo(plaintext);
        assertThat(rewrapped)
                .isEqualTo(
                        new Rewrapped(
                                suite,
                                new KeyUsed(fixture.arn, fixture.kms.currentMaterialId(fixture.arn)),
                                new KeyUsed(newKey, fixture.kms.currentMaterialId(newKey)),
                                suite == Suite.SIGNED));
    }

    @ParameterizedTest
    @EnumSource
    void afterARotationTheMessageMovesToTheCurrentMaterial(Suite suite) throws IOException {
        Path file = file(suite);
        fixture.kms.alias("alias/a", fixture.arn);
        String oldMaterial = fixture.kms.currentMaterialId(fixture.arn);
        fixture.kms.rotate(fixture.arn);

        Rewrapped rewrapped = fixture.envelope(suite).rewrap(file, "alias/a");

        assertThat(rewrapped.from().materialId()).isEqualTo(oldMaterial);
        assertThat(rewrapped.to()).isEqualTo(new KeyUsed(fixture.arn, fixture.kms.currentMaterialId(fixture.arn)));
        assertThat(fixture.decrypt(Files.readAllBytes(file))).isEqualTo(plaintext);
    }

    @Test
    void aSignedMessageKeepsItsIdAndEveryByteOfItsBody() throws IOException {
        Path file = file(Suite.SIGNED);
        byte[] before = body(file);
        String id = Envelope.inspect(file).messageId();

        fixture.envelope(Suite.SIGNED).rewrap(file, fixture.kms.newKey());

        assertThat(Envelope.inspect(file).messageId()).isEqualTo(id);
        assertThat(body(file)).isEqualTo(before);
    }

    @Test
    void aSignedMessageGetsASigningKeyOfItsOwnEachTime() throws IOException {
        Path file = file(Suite.SIGNED);
        String before = Envelope.inspect(file).context().get(EncryptionContext.PUBLIC_KEY);

        fixture.envelope(Suite.SIGNED).rewrap(file, fixture.arn);

        assertThat(Envelope.inspect(file).context().get(EncryptionContext.PUBLIC_KEY)).isNotEqualTo(before);
    }

    @Test
    void aSignedMessageCostsOneReEncryptAndOneDecryptOfWhatCameOfIt() throws IOException {
        Path file = file(Suite.SIGNED);
        Map<String, String> before = Envelope.inspect(file).context();
        String newKey = fixture.kms.newKey();
        int calls = fixture.kms.calls().size();

        fixture.envelope(Suite.SIGNED).rewrap(file, newKey);

        Map<String, String> after = Envelope.inspect(file).context();
        assertThat(fixture.kms.calls().subList(calls, fixture.kms.calls().size()))
                .containsExactly(
                        new InProcessKms.Call("ReEncryptFrom", fixture.arn, before),
                        new InProcessKms.Call("ReEncryptTo", newKey, after),
                        new InProcessKms.Call("Decrypt", newKey, after));
    }

    /// A second header tag under the old data key and message id would give GCM's authentication key away.
    @Test
    void anUnsignedMessageNeverGetsASecondHeaderUnderItsDataKey() throws IOException {
        Path file = file(Suite.COMMITTED);
        byte[] before = Files.readAllBytes(file);

        fixture.envelope(Suite.COMMITTED).rewrap(file, fixture.arn);

        byte[] after = Files.readAllBytes(file);
        assertThat(after).hasSameSizeAs(before);
        assertThat(Arrays.copyOfRange(after, 3, 35)).isNotEqualTo(Arrays.copyOfRange(before, 3, 35));
        assertThat(body(file))
                .isNotEqualTo(Arrays.copyOfRange(before, before.length - body(file).length, before.length));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageCanBeRewrappedAgainAndAgain(Suite suite) throws IOException {
        Path file = file(suite);
        for (int i = 0; i < 5; i++) {
            fixture.envelope(suite).rewrap(file, fixture.kms.newKey());
        }
        assertThat(fixture.decrypt(Files.readAllBytes(file))).isEqualTo(plaintext);
    }

    /// Otherwise a rewrap would put its own good signature under a body that somebody changed.
    @ParameterizedTest
    @EnumSource
    void noChangedMessageIsRewrapped(Suite suite) throws IOException {
        byte[] message = fixture.encrypt(suite, plaintext);
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] changed = message.clone();
            int at = random.nextInt(i < 30 ? 700 : changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(directory.resolve("file"), changed);

            assertThatThrownBy(() -> fixture.envelope(suite).rewrap(file, fixture.arn))
                    .as("byte %d, seed %d", at, seed)
                    .isInstanceOf(EnvelopeException.class);
            assertThat(file).hasBinaryContent(changed);
        }
        assertThat(names()).containsExactly("file");
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithMoreOrLessThanItsMessageIsNotRewrapped(Suite suite) throws IOException {
        byte[] message = fixture.encrypt(suite, plaintext);
        for (int length : new int[] {message.length - 1, message.length + 1}) {
            Path file = Files.write(directory.resolve("file"), Arrays.copyOf(message, length));

            assertThatThrownBy(() -> fixture.envelope(suite).rewrap(file, fixture.arn))
                    .isInstanceOf(EnvelopeException.class);
            assertThat(file).hasSize(length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewKeyThatCannotBeUsedLeavesTheFileAsItWas(Suite suite) throws IOException {
        Path file = file(suite);
        byte[] before = Files.readAllBytes(file);
        String disabled = fixture.kms.newKey();
        fixture.kms.disable(disabled);

        for (String key : List.of(disabled, "alias/nobody")) {
            assertThatThrownBy(() -> fixture.envelope(suite).rewrap(file, key))
                    .isInstanceOfSatisfying(
                            EnvelopeException.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.KEY_UNAVAILABLE));
        }
        assertThat(file).hasBinaryContent(before);
        assertThat(names()).containsExactly("file");
    }

    @ParameterizedTest
    @EnumSource
    void aForeignMessageIsNotMovedUnderATrustedKey(Suite suite) throws IOException {
        Path file = file(suite);
        String trusted = fixture.kms.newKey();
        int calls = fixture.kms.calls().size();

        for (Expectation expected :
                List.of(new Expectation(Map.of(), Set.of(trusted)), Expectation.ofContext(Map.of("tenant", "other")))) {
            assertThatThrownBy(() -> fixture.envelope(suite).rewrap(file, trusted, expected))
                    .isInstanceOfSatisfying(
                            EnvelopeException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.NOT_EXPECTED));
        }
        assertThat(fixture.kms.calls()).hasSize(calls);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsStayAndALinkStaysALink() throws IOException {
        Path file = file(Suite.SIGNED);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        fixture.envelope(Suite.SIGNED).rewrap(link, fixture.kms.newKey());

        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(fixture.decrypt(Files.readAllBytes(file))).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessKilledWhileRewrappingLeavesAWholeFile(Suite suite) throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        byte[] large = bytes(3_000_000, 7);
        for (int kill = 0; kill < 3; kill++) {
            InProcessKms kms = new InProcessKms(seed);
            String key = kms.newKey();
            Envelope envelope =
                    new Envelope(new KmsDataKeys(kms), EnvelopeOptions.DEFAULT.withSuite(suite), new SecureRandom());
            Path plain = Files.write(directory.resolve("plain"), large);
            Path file = directory.resolve("file");
            envelope.encryptFile(plain, file, key, CONTEXT);

            int before = 1 + random.nextInt(6);
            killAfter(before, new RewrapLoop.Arguments(file, seed));

            Path back = directory.resolve("back");
            envelope.decryptFile(file, back, Expectation.ofContext(CONTEXT));
            assertThat(back).as("seed %d, killed after %d", seed, before).hasBinaryContent(large);
        }
    }

    /// Starts a process that rewraps one file without end, and kills it in the midst of it.
    private static void killAfter(int rewraps, RewrapLoop.Arguments arguments) throws Exception {
        Process process = ChildJvm.start(RewrapLoop.class, List.of(), arguments.list());
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < rewraps; i++) {
                assertThat(lines.readLine()).isEqualTo("rewrapped");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Path file(Suite suite) throws IOException {
        return Files.write(directory.resolve("file"), fixture.encrypt(suite, plaintext));
    }

    /// The frames, without header and footer.
    private static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        MessageFacts facts = Envelope.inspect(file);
        int at = facts.headerBytes();
        ByteBuffer message = ByteBuffer.wrap(bytes);
        while (message.getInt(at) != Frame.LAST_MARK) {
            at += 4 + 12 + facts.frameLength() + 16;
        }
        return Arrays.copyOfRange(bytes, facts.headerBytes(), at + 24 + message.getInt(at + 20) + 16);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
