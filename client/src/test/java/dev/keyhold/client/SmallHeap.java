package dev.keyhold.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Encrypts, decrypts and rewraps a file that is many times larger than the heap this is started with.
final class SmallHeap {
    static final long BYTES = 128L << 20;

    private SmallHeap() {}

    static void main(String[] arguments) throws IOException {
        Fixture fixture = new Fixture();
        Path message = Path.of(arguments[0]);
        for (Suite suite : Suite.values()) {
            Envelope envelope = fixture.envelope(suite);
            try (OutputStream out = Files.newOutputStream(message)) {
                envelope.encrypt(new Zeros(), out, fixture.arn, Map.of());
            }
            envelope.rewrap(message, fixture.arn);
            try (InputStream in = Files.newInputStream(message)) {
                Receipt receipt = envelope.decrypt(in, OutputStream.nullOutputStream());
                System.out.println(suite + " " + receipt.plaintextBytes());
            }
        }
    }

    private static final class Zeros extends InputStream {
        private long left = BYTES;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int given = (int) Math.min(left, length);
            left -= given;
            return given == 0 && length > 0 ? -1 : given;
        }
    }
}
