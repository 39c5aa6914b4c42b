package dev.keyhold.cli;

import dev.keyhold.client.Envelope;
import dev.keyhold.client.Expectation;
import dev.keyhold.client.Receipt;
import dev.keyhold.client.Rewrapped;
import dev.keyhold.protocol.keyhold.WhoUsedRequest;
import dev.keyhold.protocol.keyhold.WhoUsedResponse;
import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.Report;
import dev.keyhold.transparency.verify.TrustedKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// The steps of the tour. Each does over the wire what an application or an auditor would do, and checks what came out:
/// a tour that shows something wrong fails.
final class Tour {

    private static final String ALIAS = "alias/orders";
    private static final Map<String, String> CONTEXT = Map.of("table", "orders");

    private final TourServer server;
    private final @Nullable Path chosenFile;
    private final PrintWriter out;
    private int step;

    Tour(TourServer server, @Nullable Path chosenFile, PrintWriter out) {
        this.server = server;
        this.chosenFile = chosenFile;
        this.out = out;
    }

    void run() throws Exception {
        Path plain = chosenFile == null ? ownLibrary() : chosenFile;
        Path old = server.scratch().resolve("old.enc");
        Path fresh = server.scratch().resolve("new.enc");
        try (KmsClient kms = server.kms()) {
            Envelope envelope = Envelope.over(kms);
            String firstKey = makeKey(kms);
            encrypt(envelope, plain, old);
            rotate(kms, firstKey);
            encryptAgain(envelope, plain, fresh);
            decryptBoth(envelope, plain, old, fresh);
            rewrap(envelope, old, plain);
            repoint(kms, envelope, plain, old);
            useFromAnApplication(kms);
            whoUsed(firstKey);
        }
        verifyLog();
        tamper();
    }

    private String makeKey(KmsClient kms) {
        title("Make a key and give it a name");
        String keyId = kms.createKey(key -> key.description("orders")).keyMetadata().arn();
        kms.createAlias(alias -> alias.aliasName(ALIAS).targetKeyId(keyId));
        out.println("   " + ALIAS + " -> " + keyId);
        return keyId;
    }

    private void encrypt(Envelope envelope, Path plain, Path message) throws IOException {
        title("Encrypt a real file under a fresh data key");
        Receipt receipt = envelope.encryptFile(plain, message, ALIAS, CONTEXT);
        out.printf(
                "   %s, %,d bytes -> %s, %,d bytes%n",
                plain.getFileName(), receipt.plaintextBytes(), message.getFileName(), receipt.messageBytes());
        out.println("   in the AWS Encryption SDK's format; the key service saw 32 bytes of it, the data key");
    }

    private void rotate(KmsClient kms, String keyId) {
        title("Rotate the key");
        kms.rotateKeyOnDemand(key -> key.keyId(keyId));
        kms.listKeyRotations(rotations -> rotations.keyId(keyId).includeKeyMaterial("ALL_KEY_MATERIAL"))
                .rotations()
                .forEach(material ->
                        out.println(
                                "   material "
                                        + material.keyMaterialId().substring(0, 8)
                                        + "… "
                                        + material.keyMaterialStateAsString()));
        out.println("   the key's id, policy and name are what they were");
    }

    private void encryptAgain(Envelope envelope, Path plain, Path message) throws IOException {
        title("Encrypt again: the new material is used, the application notices nothing");
        Receipt receipt = envelope.encryptFile(plain, message, ALIAS, CONTEXT);
        out.println("   " + RewrapCommand.describe(receipt.key().arn(), receipt.key().materialId()));
    }

    private void decryptBoth(Envelope envelope, Path plain, Path... messages) throws IOException {
        title("Decrypt old and new");
        for (Path message : messages) {
            requireDecrypts(envelope, message, plain);
            out.println("   " + message.getFileName() + " is the file again, byte for byte");
        }
    }

    private void rewrap(Envelope envelope, Path message, Path plain) throws IOException {
        title("Re-wrap the old file to the new material, without touching its body");
        Rewrapped moved = envelope.rewrap(message, ALIAS);
        require(moved.bodyKept(), "the body was touched");
        out.println("   from " + RewrapCommand.describe(moved.from().arn(), moved.from().materialId()));
        out.println("   to   " + RewrapCommand.describe(moved.to().arn(), moved.to().materialId()));
        requireDecrypts(envelope, message, plain);
    }

    private void repoint(KmsClient kms, Envelope envelope, Path plain, Path old) throws IOException {
        title("Repoint the alias to another key; the application keeps saying " + ALIAS);
        String secondKey = kms.createKey(key -> key.description("orders, second key")).keyMetadata().arn();
        kms.updateAlias(alias -> alias.aliasName(ALIAS).targetKeyId(secondKey));
        Path message = server.scratch().resolve("second.enc");
        Receipt receipt = envelope.encryptFile(plain, message, ALIAS, CONTEXT);
        require(receipt.key().arn().equals(secondKey), "the alias did not move");
        requireDecrypts(envelope, message, plain);
        requireDecrypts(envelope, old, plain);
        out.println("   " + ALIAS + " -> " + secondKey + "; what the first key encrypted still opens");
    }

    private void useFromAnApplication(KmsClient kms) {
        title("Use it as an application does");
        int calls = 5;
        for (int call = 0; call < calls; call++) {
            kms.generateDataKey(
                    request -> request.keyId(ALIAS).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        }
        out.println("   " + calls + " data keys through the AWS SDK");
    }

    private void whoUsed(String keyId) throws IOException {
        title("Who used the first key, and when?");
        WhoUsedResponse answer = server.api().call("WhoUsed", new WhoUsedRequest(keyId, 30), WhoUsedResponse.class);
        require(!answer.entries().isEmpty(), "nobody used the key");
        WhoUsedCommand.print(answer, out);
    }

    private void verifyLog() throws IOException {
        title("Verify the log, offline, with the node's verifier key");
        Report report = verify(server.data());
        require(report.ok(), "the log does not verify");
        out.println("   ok: " + report.size() + " entries, root " + report.rootHex().substring(0, 16) + "…");
        out.println("   every call above is among them, each answered only after it was durable and signed for");
    }

    private void tamper() throws IOException, SQLException {
        title("Change one byte in a copy of the log");
        Path copy = server.scratch().resolve("copy");
        copyDirectory(server.data(), copy);
        changeOneByte(copy);
        Report report = verify(copy);
        require(!report.ok(), "the change was not found");
        out.println("   found: " + report.problems().getFirst());
    }

    private static Report verify(Path data) throws IOException {
        TrustedKey key = TrustedKey.parse(Files.readString(data.resolve("node.pub")).strip());
        try (StoredLog log = StoredLog.open(data, key.name(), Map.of())) {
            return new LogVerifier(key).verify(log.source());
        }
    }

    /// Turns one bit of one record, as somebody would who wants a call not to have happened the way it did.
    private static void changeOneByte(Path data) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            int changed =
                    statement.executeUpdate(
                            """
                            UPDATE log_entry SET record = CAST(replace(CAST(record AS TEXT), 'Decrypt', 'Decrypu') AS BLOB)
                            WHERE position = (SELECT max(position) FROM log_entry
                                              WHERE CAST(record AS TEXT) LIKE '%"eventName":"Decrypt"%')
                            """);
            require(changed == 1, "there was no record to change");
        }
    }

    private static void copyDirectory(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void requireDecrypts(Envelope envelope, Path message, Path plain) throws IOException {
        Path opened = server.scratch().resolve("opened");
        envelope.decryptFile(message, opened, Expectation.ofContext(CONTEXT));
        require(Files.mismatch(opened, plain) < 0, message + " did not decrypt to the file");
        Files.delete(opened);
    }

    /// A library of Keyhold's own: a real file of some megabytes that every machine has.
    private static Path ownLibrary() throws URISyntaxException {
        return Path.of(org.sqlite.JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private void title(String text) {
        step++;
        out.println();
        out.println(step + ". " + text);
        out.flush();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("the tour went wrong: " + otherwise);
        }
    }
}
