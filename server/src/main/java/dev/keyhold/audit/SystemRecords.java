package dev.keyhold.audit;

import dev.keyhold.crypto.Randomness;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts on record what the server does by itself. Threads: safe.
public final class SystemRecords {

    /// Where acts of no particular region are recorded.
    public static final String REGION = "us-east-1";

    private static final AuditRecord.Origin ORIGIN = new AuditRecord.Origin("keyhold", "keyhold", "");
    private static final int SALT_BYTES = 16;

    private final Committer committer;
    private final Epochs epochs;
    private final Randomness randomness;
    private final Clock clock;
    private final AuditRecordWriter writer = new AuditRecordWriter();

    /// @param committer puts the acts on record
    /// @param epochs the epoch of the records
    /// @param randomness event ids and salts
    /// @param clock the time of the records
    public SystemRecords(Committer committer, Epochs epochs, Randomness randomness, Clock clock) {
        this.committer = committer;
        this.epochs = epochs;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Puts one act on record, with the change that it makes, and waits until both are durable.
    ///
    /// @param account in whose view the record appears
    /// @param name the event's name
    /// @param details what happened
    /// @param change the state change, or null
    /// @throws IllegalStateException if it cannot be recorded, or the change's precondition does not hold
    public void record(String account, String name, Fields details, @Nullable Change change) {
        AuditRecord record =
                new AuditRecord(
                        randomness.uuid(),
                        randomness.uuid(),
                        clock.instant(),
                        "keyhold",
                        name,
                        change == null,
                        "AwsServiceEvent",
                        REGION,
                        account,
                        new AuditRecord.Actor(
                                "AWSService", "keyhold", "", account, "", Optional.empty(), Optional.empty()),
                        ORIGIN,
                        Optional.empty(),
                        Fields.none(),
                        Fields.none(),
                        details,
                        List.of());
        byte[] salt = new byte[SALT_BYTES];
        randomness.nextBytes(salt);
        Basis basis = new Basis(epochs.current(), List.of());
        Commit commit = new Commit(account, REGION, writer.write(record), salt, basis, change);
        switch (committer.commit(commit)) {
            case Commit.Committed onRecord -> {}
            case Commit.DecideAgain refused ->
                    throw new IllegalStateException(name + " was overtaken by another change");
            case Commit.Failed failed -> throw new IllegalStateException(name + " cannot be recorded", failed.cause());
        }
    }
}
