package dev.keyhold.client;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Rewraps one file without end, a line of output for each, until it is killed.
final class RewrapLoop {
    private RewrapLoop() {}

    /// The file, and the seed of the key service that it is under.
    record Arguments(Path file, long seed) {
        static Arguments of(String[] list) {
            return new Arguments(Path.of(list[0]), Long.parseLong(list[1]));
        }

        List<String> list() {
            return List.of(file.toString(), Long.toString(seed));
        }
    }

    static void main(String[] list) throws IOException {
        Arguments arguments = Arguments.of(list);
        InProcessKms kms = new InProcessKms(arguments.seed());
        String key = kms.newKey();
        Envelope envelope = new Envelope(new KmsDataKeys(kms), EnvelopeOptions.DEFAULT, new SecureRandom());
        while (true) {
            envelope.rewrap(arguments.file(), key);
            System.out.println("rewrapped");
        }
    }
}
