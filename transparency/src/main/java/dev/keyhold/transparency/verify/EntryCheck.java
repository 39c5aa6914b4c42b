package dev.keyhold.transparency.verify;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks the entries one after the other: form, place, time and record.
final class EntryCheck {
    private static final int MOST_MISSING_LISTED = 20;
    private static final int SALT_BYTES = 16;

    private final Sha256 sha256 = new Sha256();
    private final Consumer<Problem> problems;
    private final List<Long> firstMissing = new ArrayList<>();
    private long missingBodies;
    private long read;
    private long position;
    private long previousMillis;

    EntryCheck(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /// Checks the next entry and gives its leaf hash, or null if there is no envelope to hash.
    byte @Nullable [] accept(StoredEntry entry) {
        byte[] bytes = entry.envelope;
        if (bytes != null) {
            read++;
            Envelope.decode(bytes)
                    .ifPresentOrElse(
                            envelope -> check(envelope, bytes, entry),
                            () -> report(Problem.Kind.ENVELOPE_UNDECODABLE, "the entry is not a canonical envelope"));
        }
        position++;
        return bytes == null ? null : sha256.leaf(bytes);
    }

    long read() {
        return read;
    }

    long missingBodies() {
        return missingBodies;
    }

    List<Long> firstMissing() {
        return List.copyOf(firstMissing);
    }

    private void check(Envelope envelope, byte[] bytes, StoredEntry entry) {
        if (envelope.index() != position) {
            report(Problem.Kind.INDEX_GAP, "the entry says that it is entry " + envelope.index());
        }
        if (envelope.timeMillis() < previousMillis) {
            report(Problem.Kind.TIME_BACKWARDS, "the entry is earlier than the one before it");
        }
        previousMillis = envelope.timeMillis();
        checkBody(bytes, entry);
    }

    private void checkBody(byte[] bytes, StoredEntry entry) {
        byte[] salt = entry.salt;
        byte[] record = entry.record;
        if (salt != null && record != null) {
            byte[] committed = Arrays.copyOfRange(bytes, bytes.length - Envelope.COMMITMENT_BYTES, bytes.length);
            if (salt.length != SALT_BYTES || !MessageDigest.isEqual(committed, sha256.hmac(salt, record))) {
                report(Problem.Kind.RECORD_MISMATCH, "the record is not the one that the entry commits to");
            }
        } else if (!entry.bodyUnreadable) {
            missingBodies++;
            if (firstMissing.size() < MOST_MISSING_LISTED) {
                firstMissing.add(position);
            }
        }
    }

    private void report(Problem.Kind kind, String message) {
        problems.accept(new Problem(kind, position, message));
    }
}
