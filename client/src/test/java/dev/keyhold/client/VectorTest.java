package dev.keyhold.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The message that `docs/envelope-encryption.md` prints.
class VectorTest {
    private static final String ARN = "arn:aws:kms:eu-central-1:000000000000:key/00010203-0405-0607-0809-0a0b0c0d0e0f";
    private static final String PLAINTEXT = "the quick brown fox";
    private static final String MESSAGE =
            "020478000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00100001000674656e616e7400"
                    + "0461636d65000100076177732d6b6d73004e61726e3a6177733a6b6d733a65752d63656e7472616c2d313a3030303030"
                    + "303030303030303a6b65792f30303031303230332d303430352d303630372d303830392d306130623063306430653066"
                    + "0004deadbeef0200000010741e5b39cfac632428629cea9dd53d38e9f8d12d198dfcf428fb6111c9f140bac70467c160"
                    + "815c7d26ee226ea7b7e571000000010000000000000000000000011f8e416f17004775952c99ac893235801f5d2455a4"
                    + "a5f217f4f204914316242effffffff00000002000000000000000000000002000000034e0b452a223ec23af1fe14ff62"
                    + "94fc7371d076";

    @Test
    void theMessageIsWrittenByteForByte() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        envelope()
                .encrypt(
                        new ByteArrayInputStream(PLAINTEXT.getBytes(StandardCharsets.US_ASCII)),
                        out,
                        ARN,
                        Map.of("tenant", "acme"));

        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(MESSAGE);
    }

    @Test
    void theMessageIsRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        envelope().decrypt(new ByteArrayInputStream(HexFormat.of().parseHex(MESSAGE)), out);

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(PLAINTEXT);
    }

    @Test
    void theDocumentPrintsTheMessage() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "envelope-encryption.md"));

        assertThat(document.replace("\n", "")).contains(MESSAGE);
    }

    private static Envelope envelope() {
        EnvelopeOptions options = EnvelopeOptions.DEFAULT.withSuite(Suite.COMMITTED).withFrameLength(16);
        return new Envelope(new OneKey(), options, new Counting());
    }

    /// The data key 00 01 02 … 1f, wrapped as the four bytes de ad be ef.
    private static final class OneKey implements DataKeys {
        private static final byte[] WRAPPED = {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef};

        @Override
        public DataKey generate(String keyId, Map<String, String> context) {
            return new DataKey(counted(new byte[32]), new WrappedDataKey(new KeyUsed(keyId, null), WRAPPED));
        }

        @Override
        public DataKey open(WrappedDataKey wrapped, Map<String, String> context) {
            assertThat(wrapped.ciphertext()).isEqualTo(WRAPPED);
            return new DataKey(counted(new byte[32]), wrapped);
        }

        @Override
        public Move move(WrappedDataKey wrapped, Map<String, String> from, String keyId, Map<String, String> to) {
            throw new UnsupportedOperationException();
        }
    }

    /// Gives 00 01 02 … each time, where the message id comes from.
    private static final class Counting extends SecureRandom {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            counted(bytes);
        }
    }

    private static byte[] counted(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
