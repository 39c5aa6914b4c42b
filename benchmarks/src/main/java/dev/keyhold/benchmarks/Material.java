package dev.keyhold.benchmarks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the requests are about: a key, plaintexts and the blobs that the key made of them.
///
/// @param keyArn the key
/// @param plaintexts 64 bytes each, in Base64
/// @param blobs what Encrypt answered for each plaintext, in Base64
record Material(String keyArn, List<String> plaintexts, List<String> blobs) {

    private static final int PLAINTEXT_BYTES = 64;
    private static final int BLOB_BYTES = PLAINTEXT_BYTES + 120;
    private static final int OK = 200;

    /// Copies the lists.
    Material {
        plaintexts = List.copyOf(plaintexts);
        blobs = List.copyOf(blobs);
    }

    /// Bytes of the right sizes, for servers that look at none of them.
    static Material placeholder(int count, RandomGenerator random) {
        return new Material(
                "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000",
                randomTexts(count, PLAINTEXT_BYTES, random),
                randomTexts(count, BLOB_BYTES, random));
    }

    /// Makes a key at `target` and encrypts `count` plaintexts with it.
    ///
    /// @throws IOException if the server refuses
    static Material make(Target target, RequestSigner signer, InstantSource clock, int count, RandomGenerator random)
            throws IOException {
        List<String> plaintexts = randomTexts(count, PLAINTEXT_BYTES, random);
        List<String> blobs = new ArrayList<>();
        SignedRequests requests = new SignedRequests(target, signer);
        try (Connection connection = new Connection(target.address())) {
            byte[] create = requests.request("CreateKey", "{\"Description\":\"load driver\"}", clock.instant());
            String keyArn = member("Arn", answer(connection, create));
            for (int i = 0; i < count; i++) {
                String body = SignedRequests.encryptBody(keyArn, plaintexts.get(i), i);
                byte[] encrypt = requests.request("Encrypt", body, clock.instant());
                blobs.add(member("CiphertextBlob", answer(connection, encrypt)));
            }
            return new Material(keyArn, plaintexts, blobs);
        }
    }

    private static String answer(Connection connection, byte[] request) throws IOException {
        int status = connection.exchange(request);
        if (status != OK) {
            throw new IOException("the server refused with " + status + ": " + connection.body());
        }
        return connection.body();
    }

    private static String member(String name, String json) throws IOException {
        Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!member.find()) {
            throw new IOException("the answer has no " + name);
        }
        return member.group(1);
    }

    private static List<String> randomTexts(int count, int bytes, RandomGenerator random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] text = new byte[bytes];
            random.nextBytes(text);
            texts.add(Base64.getEncoder().encodeToString(text));
        }
        return texts;
    }
}
