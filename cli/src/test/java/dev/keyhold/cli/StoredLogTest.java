package dev.keyhold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.transparency.BodyBundle;
import dev.keyhold.transparency.EntryBody;
import dev.keyhold.transparency.EntryBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// Whatever is changed in the log as a node stores it, in its bundles or in the rows that are not yet bundled, `keyhold
/// audit verify` finds. Each change is undone before the next; random places print their seed.
final class StoredLogTest {

    private static final int FLIPS = 400;
    private static final int MOST_CALLS = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // this and the following are set before all tests
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Connection store;

    @SuppressWarnings("NullAway.Init")
    private static List<Path> files;

    /// The positions of the rows that are in no bundle.
    @SuppressWarnings("NullAway.Init")
    private static List<Long> rows;

    private final long seed = Long.getLong("keyhold.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /// A real node's log with at least two bundles and a tail.
    @BeforeAll
    static void writeALog() throws IOException, SQLException {
        data = Files.createDirectory(directory.resolve("data"));
        try (TourServer server = TourServer.start("127.0.0.1:0");
                KmsClient kms = server.kms()) {
            Path log = server.data().resolve("log");
            for (int call = 0; filesOf(log, "entries").size() < 2 && call < MOST_CALLS; call++) {
                kms.generateRandom(r -> r.numberOfBytes(1));
            }
            for (int call = 0; call < 40; call++) {
                kms.generateRandom(r -> r.numberOfBytes(1));
            }
            copyOfTheRows(server.data());
            try (Stream<Path> all = Files.walk(server.data())) {
                for (Path from : all.filter(path -> path.startsWith(log) || path.endsWith("node.pub")).toList()) {
                    Files.copy(from, data.resolve(server.data().relativize(from).toString()));
                }
            }
        }
        Files.copy(data.resolve("node.pub"), directory.resolve("kept.pub"));
        store = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("state.db"));
        files = filesOf(data.resolve("log"), "");
        for (Path file : files) {
            assertThat(file.toFile().setWritable(true)).isTrue();
        }
        rows = unbundled(256L * filesOf(data.resolve("log"), "entries").size());
        assertThat(rows).as("a tail").hasSizeGreaterThan(2);
    }

    @AfterAll
    static void close() throws SQLException {
        store.close();
    }

    @BeforeEach
    void theLogIsInOrder() throws IOException {
        assertThat(verify()).isZero();
    }

    /// The server's own store, as one transaction saw it.
    private static void copyOfTheRows(Path of) throws SQLException {
        try (Connection live = DriverManager.getConnection("jdbc:sqlite:" + of.resolve("state.db"));
                Statement copy = live.createStatement()) {
            copy.execute("VACUUM INTO '" + data.resolve("state.db") + "'");
        }
    }

    private static List<Path> filesOf(Path log, String kind) throws IOException {
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(log)) {
            return all.filter(Files::isRegularFile).filter(file -> file.toString().contains(kind)).sorted().toList();
        }
    }

    private static List<Long> unbundled(long bundled) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Statement statement = store.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT position FROM log_entry WHERE position & ((1 << 48) - 1) >= " + bundled)) {
            while (row.next()) {
                found.add(row.getLong(1));
            }
        }
        return found;
    }

    /// Verifies the changed log as an auditor does, with the key that was kept apart.
    ///
    /// @return the exit code
    private static int verify() {
        StringWriter printed = new StringWriter();
        return Keyhold.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute(
                        "audit",
                        "verify",
                        "--data",
                        data.toString(),
                        "--key",
                        directory.resolve("kept.pub").toString());
    }

    private void assertFound(String change) {
        assertThat(verify()).as("%s, seed %d", change, seed).isEqualTo(Keyhold.EXIT_FOUND);
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void anyFlippedBitOfAnyFileIsFound() throws IOException {
        for (int flip = 0; flip < FLIPS / 2; flip++) {
            Path file = flip < files.size() ? files.get(flip) : any(files);
            byte[] whole = Files.readAllBytes(file);
            int at = random.nextInt(whole.length);
            Files.write(file, flipped(whole, at));
            assertFound("byte " + at + " of " + file.getFileName());
            Files.write(file, whole);
        }
    }

    @Test
    void anyFlippedBitOfARowIsFound() throws SQLException {
        for (int flip = 0; flip < FLIPS / 2; flip++) {
            String column = any(List.of("envelope", "salt", "record"));
            long position = any(rows);
            byte[] whole = read(column, position);
            int at = random.nextInt(whole.length);
            write(column, position, flipped(whole, at));
            assertFound("byte " + at + " of " + column + " at " + position);
            write(column, position, whole);
        }
    }

    @Test
    void anyFlippedBitOfTheCheckpointIsFound() throws SQLException {
        byte[] whole;
        try (Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery("SELECT checkpoint FROM log_node")) {
            whole = row.getBytes(1);
        }
        for (int at = 0; at < whole.length; at++) {
            writeCheckpoint(flipped(whole, at));
            assertThat(verify()).as("byte %d of the checkpoint, seed %d", at, seed).isNotZero();
        }
        writeCheckpoint(whole);
    }

    @Test
    void aFileThatIsCutLengthenedEmptiedOrExchangedIsFound() throws IOException {
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int length : new int[] {0, 1, whole.length - 1, whole.length + 1, random.nextInt(whole.length)}) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertFound(file.getFileName() + " with " + length + " bytes");
            }
            for (Path other : files) {
                byte[] others = Files.readAllBytes(other);
                if (!other.equals(file) && other.resolveSibling("x").equals(file.resolveSibling("x"))) {
                    Files.write(file, others);
                    assertFound(file + " as " + other);
                }
            }
            Files.write(file, whole);
        }
    }

    @Test
    void rowsThatAreExchangedRepeatedOrRemovedAreFound() throws SQLException {
        for (int i = 0; i < 10; i++) {
            int first = random.nextInt(rows.size() - 1);
            long a = rows.get(first);
            long b = rows.get(first + 1 + random.nextInt(rows.size() - first - 1));
            for (List<String> columns :
                    List.of(List.of("envelope", "salt", "record"), List.of("salt", "record"), List.of("record"))) {
                exchange(columns, a, b);
                assertFound(columns + " of " + a + " and " + b + " exchanged");
                exchange(columns, a, b);
            }
            byte[] envelope = read("envelope", a);
            write("envelope", a, read("envelope", b));
            assertFound(b + " repeated at " + a);
            write("envelope", a, envelope);
        }
        for (long position : List.of(rows.getFirst(), any(rows), rows.getLast())) {
            execute("UPDATE log_entry SET position = -1 WHERE position = " + position);
            assertFound(position + " removed");
            execute("UPDATE log_entry SET position = " + position + " WHERE position = -1");
        }
    }

    /// What a node leaves that is killed while it makes a bundle: any part of it, and all its rows.
    @Test
    void aBundleInTheMakingIsNoChangeAndItsRowsAreStillProof() throws IOException, SQLException {
        int last = 0;
        while (file("tile/entries/", last + 1).isPresent()) {
            last++;
        }
        Path entries = file("tile/entries/", last).orElseThrow();
        Path bodies = file("bodies/", last).orElseThrow();
        Path tile = file("tile/0/", last).orElseThrow();
        List<Long> restored = restoreRows(last, Files.readAllBytes(entries), Files.readAllBytes(bodies));
        assertThat(verify()).as("rows and bundle").isZero();

        for (List<Path> missing :
                List.of(List.of(bodies), List.of(tile), List.of(bodies, tile), List.of(entries, bodies, tile))) {
            Map<Path, byte[]> kept = new HashMap<>();
            for (Path file : missing) {
                kept.put(file, Files.readAllBytes(file));
                Files.move(file, file.resolveSibling(file.getFileName() + ".unfinished"));
            }
            assertThat(verify()).as("without %s", missing).isZero();
            byte[] record = read("record", restored.get(7));
            write("record", restored.get(7), flipped(record, 3));
            assertFound("a row of the bundle that is not whole");
            write("record", restored.get(7), record);
            for (Map.Entry<Path, byte[]> file : kept.entrySet()) {
                Files.write(file.getKey(), file.getValue());
                Files.delete(file.getKey().resolveSibling(file.getKey().getFileName() + ".unfinished"));
            }
        }
        Path older = file("bodies/", 0).orElseThrow();
        byte[] whole = Files.readAllBytes(older);
        Files.delete(older);
        assertFound("without the records of a bundle whose rows are gone");
        Files.write(older, whole);
        execute("DELETE FROM log_entry WHERE position <= " + restored.getLast(), restored.size());
    }

    private static Optional<Path> file(String kind, int number) {
        String name = kind + "%03d".formatted(number);
        return files.stream().filter(file -> file.toString().endsWith(name)).findFirst();
    }

    private static List<Long> restoreRows(int bundle, byte[] entries, byte[] bodies) throws SQLException {
        List<byte[]> envelopes = EntryBundle.decode(entries, 256);
        List<EntryBody> records = BodyBundle.decode(bodies, 256);
        long base = rows.getFirst() >> 48 << 48;
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            EntryBody.Kept kept = (EntryBody.Kept) records.get(i);
            long position = base + bundle * 256L + i;
            try (PreparedStatement insert =
                    store.prepareStatement(
                            "INSERT OR REPLACE INTO log_entry (position, envelope, salt, record) VALUES (?, ?, ?, ?)")) {
                insert.setLong(1, position);
                insert.setBytes(2, envelopes.get(i));
                insert.setBytes(3, kept.salt());
                insert.setBytes(4, kept.record());
                insert.executeUpdate();
            }
            positions.add(position);
        }
        return positions;
    }

    private static void exchange(List<String> columns, long a, long b) throws SQLException {
        for (String column : columns) {
            byte[] ofA = read(column, a);
            write(column, a, read(column, b));
            write(column, b, ofA);
        }
    }

    private static byte[] read(String column, long position) throws SQLException {
        try (Statement statement = store.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + column + " FROM log_entry WHERE position = " + position)) {
            return row.getBytes(1);
        }
    }

    private static void write(String column, long position, byte[] value) throws SQLException {
        try (PreparedStatement update =
                store.prepareStatement("UPDATE log_entry SET " + column + " = ? WHERE position = ?")) {
            update.setBytes(1, value);
            update.setLong(2, position);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void writeCheckpoint(byte[] value) throws SQLException {
        try (PreparedStatement update = store.prepareStatement("UPDATE log_node SET checkpoint = ?")) {
            update.setBytes(1, value);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void execute(String statement) throws SQLException {
        execute(statement, 1);
    }

    private static void execute(String statement, int rows) throws SQLException {
        try (Statement update = store.createStatement()) {
            assertThat(update.executeUpdate(statement)).isEqualTo(rows);
        }
    }
}
