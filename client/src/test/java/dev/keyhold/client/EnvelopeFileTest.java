package dev.keyhold.client;

import static dev.keyhold.client.Fixture.CONTEXT;
import static dev.keyhold.client.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeFileTest {
    @TempDir Path directory = Path.of("");

    private final Fixture fixture = new Fixture();
    private final Envelope envelope = fixture.envelope(EnvelopeOptions.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void aFileComesBackAsItWas(Suite suite) throws IOException {
        byte[] content = bytes(1_000_003, 1);
        Path plain = Files.write(directory.resolve("plain"), content);
        Path sealed = directory.resolve("sealed");
        Path back = directory.resolve("back");

        fixture.envelope(suite).encryptFile(plain, sealed, fixture.arn, CONTEXT);
        Receipt receipt = fixture.envelope(suite).decryptFile(sealed, back, Expectation.ofContext(CONTEXT));

        assertThat(back).hasBinaryContent(content);
        assertThat(receipt.messageBytes()).isEqualTo(Files.size(sealed));
        assertThat(names()).containsExactlyInAnyOrder("plain", "sealed", "back");
    }

    @Test
    void aFileCanBeReplacedByItsOwnMessageAndBack() throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes(10_000, 2));

        envelope.encryptFile(file, file, fixture.arn, CONTEXT);
        assertThat(Envelope.inspect(file).suite()).isEqualTo(Suite.SIGNED);
        envelope.decryptFile(file, file, Expectation.NONE);

        assertThat(file).hasBinaryContent(bytes(10_000, 2));
        assertThat(names()).containsExactly("file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void plaintextIsReadableByItsOwnerOnly() throws IOException {
        Path sealed = sealed("sealed");
        Path back = Files.write(directory.resolve("back"), new byte[3]);
        Files.setPosixFilePermissions(back, PosixFilePermissions.fromString("rw-rw-rw-"));

        envelope.decryptFile(sealed, back, Expectation.NONE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatDoesNotOpenLeavesTheTargetAsItWas(Suite suite) throws IOException {
        byte[] message = fixture.encrypt(suite, bytes(100_000, 3));
        message[message.length - 1] ^= 1;
        Path sealed = Files.write(directory.resolve("sealed"), message);
        Path absent = directory.resolve("absent");
        Path present = Files.write(directory.resolve("present"), new byte[] {1, 2, 3});

        for (Path target : List.of(absent, present)) {
            assertThatThrownBy(() -> envelope.decryptFile(sealed, target, Expectation.NONE))
                    .isInstanceOf(EnvelopeException.class);
        }
        assertThat(present).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(names()).containsExactlyInAnyOrder("sealed", "present");
    }

    @Test
    void aKeyThatCannotBeUsedLeavesNoMessage() throws IOException {
        Path plain = Files.write(directory.resolve("plain"), new byte[3]);
        fixture.kms.disable(fixture.arn);

        assertThatThrownBy(() -> envelope.encryptFile(plain, directory.resolve("sealed"), fixture.arn, CONTEXT))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageContaining("GenerateDataKey");
        assertThat(names()).containsExactly("plain");
    }

    @Test
    void anAbsentFileOrDirectoryIsAnIoError() throws IOException {
        Path plain = Files.write(directory.resolve("plain"), new byte[3]);
        Path absent = directory.resolve("absent");

        assertThatThrownBy(() -> envelope.encryptFile(absent, plain, fixture.arn, CONTEXT))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> envelope.encryptFile(plain, absent.resolve("sealed"), fixture.arn, CONTEXT))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> envelope.rewrap(absent, fixture.arn)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Envelope.inspect(absent)).isInstanceOf(NoSuchFileException.class);
        assertThat(plain).hasBinaryContent(new byte[3]);
    }

    @Test
    void inspectTellsTheHeaderWithoutAnyCall() throws IOException {
        Path sealed = sealed("sealed");
        int calls = fixture.kms.calls().size();

        MessageFacts facts = Envelope.inspect(sealed);

        assertThat(facts.suite()).isEqualTo(Suite.SIGNED);
        assertThat(facts.messageId()).matches("[0-9a-f]{64}");
        assertThat(facts.context()).containsAllEntriesOf(CONTEXT).containsKey("aws-crypto-public-key");
        assertThat(facts.dataKeys())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.provider()).isEqualTo("aws-kms");
                    assertThat(key.key()).isEqualTo(fixture.arn);
                    assertThat(key.ciphertextBytes()).isEqualTo(4 + 12 + 32 + 16);
                });
        assertThat(facts.frameLength()).isEqualTo(4096);
        assertThat(facts.messageBytes()).isEqualTo(Files.size(sealed));
        assertThat(facts.headerBytes()).isBetween(300, 600);
        assertThat(fixture.kms.calls()).hasSize(calls);
    }

    @Test
    void inspectRefusesWhatIsNoMessage() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "hello");

        assertThatThrownBy(() -> Envelope.inspect(file)).isInstanceOf(EnvelopeException.class);
    }

    @Test
    void inspectTellsTheContextOfAMessageWithoutOne() throws IOException {
        byte[] message = fixture.encrypt(fixture.envelope(Suite.COMMITTED), new byte[0], Map.of());

        assertThat(Envelope.inspect(Files.write(directory.resolve("file"), message)).context()).isEmpty();
    }

    private Path sealed(String name) throws IOException {
        return Files.write(directory.resolve(name), fixture.encrypt(Suite.SIGNED, bytes(5000, 5)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
