package dev.keyhold.transparency.verify;

import org.jspecify.annotations.Nullable;

/// An entry as a [LogSource] found it, unchecked. Arrays are not copied.
public final class StoredEntry {
    private static final StoredEntry UNREADABLE = new StoredEntry(null, null, null, true);

    final byte @Nullable [] envelope;
    final byte @Nullable [] salt;
    final byte @Nullable [] record;
    final boolean bodyUnreadable;

    private StoredEntry(
            byte @Nullable [] envelope, byte @Nullable [] salt, byte @Nullable [] record, boolean bodyUnreadable) {
        this.envelope = envelope;
        this.salt = salt;
        this.record = record;
        this.bodyUnreadable = bodyUnreadable;
    }

    /// An envelope with its salt and record.
    public static StoredEntry of(byte[] envelope, byte[] salt, byte[] record) {
        return new StoredEntry(envelope, salt, record, false);
    }

    /// An envelope of which the body was dropped.
    public static StoredEntry withoutBody(byte[] envelope) {
        return new StoredEntry(envelope, null, null, false);
    }

    /// An envelope of which the body should be there but cannot be read; the source has reported it.
    static StoredEntry withUnreadableBody(byte[] envelope) {
        return new StoredEntry(envelope, null, null, true);
    }

    /// A place whose envelope cannot be read; the source has reported it.
    public static StoredEntry unreadable() {
        return UNREADABLE;
    }
}
