package dev.keyhold.audit;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One call that waits to be put on record: its audit record, the basis of its decision and perhaps a change.
///
/// A commit is used once, by one waiting thread. The record's bytes and salt belong to the commit from construction on.
public final class Commit {

    /// How a commit ended.
    public sealed interface Outcome permits Committed, DecideAgain, Failed {}

    /// The record is durable and under a signed checkpoint.
    ///
    /// @param index the entry's place in this node's log
    public record Committed(long index) implements Outcome {}

    /// Something that the decision rested on has changed, or a precondition of the change did not hold. Nothing was
    /// written; the caller decides anew from current state.
    public record DecideAgain() implements Outcome {}

    /// The log cannot be written. The node has stopped answering.
    ///
    /// @param cause what went wrong, for the operator's log and never for the caller
    public record Failed(Throwable cause) implements Outcome {}

    private final String account;
    private final String region;
    private final byte[] record;
    private final byte[] salt;
    private final Basis basis;
    private final @Nullable Change change;

    private final Thread waiter = Thread.currentThread();
    private volatile @Nullable Outcome outcome;

    /// @param account the 12-digit account whose log view shows the record
    /// @param region the logical region of the call
    /// @param record the audit record, UTF-8 JSON
    /// @param salt 16 random bytes that hide the record behind its commitment in the tree
    /// @param basis what the decision rests on
    /// @param change the state change that must happen together with the record, or null
    public Commit(String account, String region, byte[] record, byte[] salt, Basis basis, @Nullable Change change) {
        this.account = Objects.requireNonNull(account);
        this.region = Objects.requireNonNull(region);
        this.record = record;
        this.salt = salt;
        this.basis = Objects.requireNonNull(basis);
        this.change = change;
    }

    String account() {
        return account;
    }

    String region() {
        return region;
    }

    byte[] record() {
        return record;
    }

    byte[] salt() {
        return salt;
    }

    Basis basis() {
        return basis;
    }

    @Nullable Change change() {
        return change;
    }

    void complete(Outcome result) {
        outcome = result;
        LockSupport.unpark(waiter);
    }

    /// Waits on the constructing thread until the committer has decided. Interruption does not end the wait: an answer
    /// must not leave, nor a change be reported as not made, while its record is on the way to the disk.
    Outcome await() {
        boolean interrupted = false;
        Outcome result = outcome;
        while (result == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            result = outcome;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result;
    }
}
