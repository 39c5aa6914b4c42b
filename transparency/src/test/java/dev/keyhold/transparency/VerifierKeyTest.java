package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.transparency.verify.TrustedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both readers of the key text, the writer's and the verifier's, decide alike.
class VerifierKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                // the key of the Go checksum database
                "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
            })
    void aPublishedKeyIsReadAndPrintedUnchanged(String text) {
        VerifierKey key = VerifierKey.parse(text);
        assertThat(key.text()).isEqualTo(text);
        assertThat(TrustedKey.parse(text).name()).isEqualTo(key.name());
        assertThat(text).startsWith(TrustedKey.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "++",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a3+",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpzAAAA",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
                " PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW"
            })
    void aMalformedKeyIsRefusedByBothReaders(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TrustedKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfAnotherTypeIsRefusedEvenWithItsRightKeyId() {
        // type 0x04, a witness key of C2SP tlog-cosignature
        String witness = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
        assertThatThrownBy(() -> VerifierKey.parse(witness)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TrustedKey.parse(witness)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSignerWithAnImpossibleNameHasNoKey() {
        assertThatThrownBy(() -> VerifierKey.of(TestKey.numbered("two words", 1)))
                .isInstanceOf(LogFormatException.class);
    }
}
