package dev.keyhold.operations;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.Fields;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.identity.Caller;
import dev.keyhold.keys.KmsKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt to decide one authenticated call: who asks, where and when, what was read, and what came out beside the
/// answer. Threads: confined to the call.
public final class Call {

    private final Caller caller;
    private final String region;
    private final String requestId;
    private final Instant now;
    private final Peer peer;
    private final ReadSet reads;

    private final List<KmsKey> keys = new ArrayList<>(2);
    private final Fields response = new Fields();
    private final Fields additional = new Fields();
    private @Nullable Change change;
    private @Nullable Change changeIfRefused;

    /// @param caller who signed
    /// @param region the logical region of the credential scope
    /// @param requestId the request's UUID
    /// @param now when the call arrived
    /// @param peer from where and how it came
    /// @param reads collects what the decision depends on
    public Call(Caller caller, String region, String requestId, Instant now, Peer peer, ReadSet reads) {
        this.caller = caller;
        this.region = region;
        this.requestId = requestId;
        this.now = now;
        this.peer = peer;
        this.reads = reads;
    }

    /// Who asks.
    public Caller caller() {
        return caller;
    }

    /// The caller's account.
    public String account() {
        return caller.account();
    }

    /// The logical region.
    public String region() {
        return region;
    }

    /// The request id.
    public String requestId() {
        return requestId;
    }

    /// When the call arrived; the only clock of an operation.
    public Instant now() {
        return now;
    }

    /// From where and how the call came.
    public Peer peer() {
        return peer;
    }

    /// What the decision depends on so far.
    public ReadSet reads() {
        return reads;
    }

    /// Notes that the call concerns this key: it becomes a resource of the record.
    public void concerns(KmsKey key) {
        keys.add(key);
    }

    /// The keys that the call concerns, in the order in which they were named.
    public List<KmsKey> keys() {
        return keys;
    }

    /// What of the answer may stand in the record.
    public Fields response() {
        return response;
    }

    /// What may stand in the record beside request and answer.
    public Fields additional() {
        return additional;
    }

    /// States the change that must be committed together with the record of this call; at most one.
    public void change(Change newChange) {
        if (change != null) {
            throw new IllegalStateException("a call makes one change");
        }
        change = newChange;
    }

    /// The change to commit, or null.
    public @Nullable Change change() {
        return change;
    }

    /// States the change that must be committed together with the record of this call if it is refused after this, such
    /// as one failure more of a password.
    public void changeIfRefused(Change newChange) {
        changeIfRefused = newChange;
    }

    /// The change to commit if the call is refused, or null.
    public @Nullable Change changeIfRefused() {
        return changeIfRefused;
    }
}
