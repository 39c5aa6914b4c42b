package dev.keyhold.transparency;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Binds an envelope to its record: HMAC-SHA-256 with the entry's salt as key. Whoever has salt and record can check
/// it; without the salt the envelope says nothing about the record, not even to one who can guess it, so erasing both
/// erases the record.
///
/// Not thread-safe: one instance reuses one Mac.
public final class RecordCommitment {
    /// The length of a salt in bytes; it is fixed because HMAC pads shorter keys with zeros.
    public static final int SALT_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] result = new byte[Hash.BYTES];

    /// A commitment maker for one thread.
    public RecordCommitment() {
        try {
            mac = Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// The commitment to `record` under `salt`.
    ///
    /// @param salt 16 bytes, fresh and random for each record
    /// @throws LogFormatException if the salt has another length
    public Hash commit(byte[] salt, byte[] record) {
        if (salt.length != SALT_BYTES) {
            throw new LogFormatException("a salt has 16 bytes");
        }
        try {
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            mac.update(record);
            mac.doFinal(result, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
        return Hash.at(result, 0);
    }
}
