package dev.keyhold.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A log in memory that a test may spoil before it turns it into files. It checks nothing, so that it can also make
/// what an honest writer refuses to make; its tiles and its root always fit the entries that it has.
public final class TestLog {
    public static final String ORIGIN = "keyhold.test/node-1";
    public static final TestKey KEY = TestKey.numbered(ORIGIN, 7);
    public static final long START_MILLIS = 1_790_000_000_000L;

    public final List<byte[]> envelopes = new ArrayList<>();
    public final List<EntryBody> bodies = new ArrayList<>();

    private TestLog() {}

    /// An honest log of `size` entries.
    public static TestLog of(int size) {
        return of(size, "us-east-1");
    }

    public static TestLog of(int size, String region) {
        TestLog log = new TestLog();
        Random random = new Random(size);
        RecordCommitment commitment = new RecordCommitment();
        for (int i = 0; i < size; i++) {
            byte[] salt = new byte[RecordCommitment.SALT_BYTES];
            random.nextBytes(salt);
            byte[] record =
                    ("{\"eventName\":\"Decrypt\",\"n\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8);
            // every other entry has the time of the one before it
            long millis = START_MILLIS + i / 2;
            Hash committed = commitment.commit(salt, record);
            log.envelopes.add(new LogEntry(i, millis, "111122223333", region, i / 100, committed).encode());
            log.bodies.add(EntryBody.of(salt, record));
        }
        return log;
    }

    public int size() {
        return envelopes.size();
    }

    public LogEntry entry(int index) {
        return LogEntry.decode(envelopes.get(index));
    }

    public TestLog prefix(int size) {
        TestLog log = new TestLog();
        log.envelopes.addAll(envelopes.subList(0, size));
        log.bodies.addAll(bodies.subList(0, size));
        return log;
    }

    /// The files of the log with a checkpoint by the log's own key.
    public Map<String, byte[]> files() {
        return files(checkpoint(ORIGIN, KEY));
    }

    public Map<String, byte[]> files(byte[] checkpoint) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("checkpoint", checkpoint);
        HashReader hashes = hashes();
        for (int level = 0; size() >> (8 * level) > 0; level++) {
            int count = size() >> (8 * level);
            for (int from = 0; from < count; from += 256) {
                TilePath path = TilePath.hashes(level, from / 256, Math.min(256, count - from));
                files.put(path.path(), LogBundle.hashTile(path, hashes));
            }
        }
        for (int from = 0; from < size(); from += 256) {
            int to = Math.min(size(), from + 256);
            files.put(TilePath.entries(from / 256, to - from).path(), EntryBundle.encode(envelopes.subList(from, to)));
            files.put(TilePath.bodies(from / 256, to - from).path(), BodyBundle.encode(bodies.subList(from, to)));
        }
        return files;
    }

    public byte[] checkpoint(String origin, NoteSigner signer) {
        return SignedNote.sign(Checkpoint.of(origin, frontier()).text(), signer).encode();
    }

    public TreeFrontier frontier() {
        TreeFrontier frontier = new TreeFrontier();
        envelopes.forEach(frontier::appendEntry);
        return frontier;
    }

    public HashReader hashes() {
        MerkleHasher hasher = new MerkleHasher();
        List<Hash> leaves = envelopes.stream().map(hasher::leaf).toList();
        return (level, index) -> subtree(hasher, leaves, level, index);
    }

    private static Hash subtree(MerkleHasher hasher, List<Hash> leaves, int level, long index) {
        return level == 0
                ? leaves.get(Math.toIntExact(index))
                : hasher.node(
                        subtree(hasher, leaves, level - 1, 2 * index),
                        subtree(hasher, leaves, level - 1, 2 * index + 1));
    }
}
