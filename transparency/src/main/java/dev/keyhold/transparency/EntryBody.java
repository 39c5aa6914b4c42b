package dev.keyhold.transparency;

/// What lies beside an envelope: its record with the salt of the commitment, or nothing any more.
public sealed interface EntryBody permits EntryBody.Kept, EntryBody.Dropped {
    /// The longest record in bytes.
    int MAX_RECORD_BYTES = 1 << 20;

    /// A body with its record. The arrays are copied neither in nor out, because this is on the way of every entry: the
    /// caller gives them away.
    static EntryBody of(byte[] salt, byte[] record) {
        return new Kept(salt, record);
    }

    /// The body of an entry whose record was erased or is withheld.
    static EntryBody dropped() {
        return Dropped.DROPPED;
    }

    /// A salt and its record.
    final class Kept implements EntryBody {
        private final byte[] salt;
        private final byte[] record;

        private Kept(byte[] salt, byte[] record) {
            if (salt.length != RecordCommitment.SALT_BYTES) {
                throw new LogFormatException("a salt has 16 bytes");
            }
            if (record.length == 0 || record.length > MAX_RECORD_BYTES) {
                throw new LogFormatException("a record has 1 byte to 1 MiB");
            }
            this.salt = salt;
            this.record = record;
        }

        /// The 16 bytes of salt; not a copy.
        public byte[] salt() {
            return salt;
        }

        /// The record; not a copy.
        public byte[] record() {
            return record;
        }

        @Override
        public String toString() {
            return "record of " + record.length + " bytes";
        }
    }

    /// No record.
    enum Dropped implements EntryBody {
        /// The only value.
        DROPPED
    }
}
