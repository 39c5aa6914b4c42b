package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The canonical envelope of one audit record: what the tree holds. The record itself stays outside, behind
/// [#commitment], so that it can be withheld or erased while every proof stays valid.
///
/// Encoded (big-endian, 70 bytes and the region):
///
/// ```
/// version(1)=1  index(8)  timeMillis(8)  account(12 ASCII digits)  regionLength(1)  region  epoch(8)  commitment(32)
/// ```
///
/// @param index position in the log, from 0
/// @param timeMillis time of the entry, milliseconds since 1970-01-01T00:00Z, never less than that of the entry before
/// @param account the AWS account, 12 digits
/// @param region the logical region, 1 to 63 of `a-z`, `0-9` and `-`
/// @param epoch the authorisation epoch under which the call was decided
/// @param commitment HMAC-SHA-256 of the record under its salt, see [RecordCommitment]
public record LogEntry(long index, long timeMillis, String account, String region, long epoch, Hash commitment) {
    /// The only version so far.
    public static final int VERSION = 1;

    private static final int ACCOUNT_DIGITS = 12;
    private static final int MAX_REGION = 63;
    private static final int FIXED_BYTES = 1 + 8 + 8 + ACCOUNT_DIGITS + 1 + 8 + Hash.BYTES;

    /// @throws LogFormatException if a value is outside the limits above
    public LogEntry {
        if (index < 0 || timeMillis < 0 || epoch < 0) {
            throw new LogFormatException("index, time and epoch of an entry are not negative");
        }
        if (account.length() != ACCOUNT_DIGITS || !allMatch(account, LogEntry::isDigit)) {
            throw new LogFormatException("an account has 12 digits");
        }
        if (region.isEmpty() || region.length() > MAX_REGION || !allMatch(region, LogEntry::isRegionCharacter)) {
            throw new LogFormatException("a region has 1 to 63 of a-z, 0-9 and -");
        }
    }

    /// The entry that these bytes are, all of them.
    ///
    /// @throws LogFormatException if they are not exactly what [#encode] writes for some entry
    public static LogEntry decode(byte[] encoded) {
        if (encoded.length <= FIXED_BYTES || encoded.length > FIXED_BYTES + MAX_REGION) {
            throw new LogFormatException("an envelope has 71 to 133 bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        if (in.get() != VERSION) {
            throw new LogFormatException("unknown envelope version");
        }
        long index = in.getLong();
        long timeMillis = in.getLong();
        String account = text(in, ACCOUNT_DIGITS);
        int regionLength = Byte.toUnsignedInt(in.get());
        if (encoded.length != FIXED_BYTES + regionLength) {
            throw new LogFormatException("the region's length does not fit the envelope");
        }
        String region = text(in, regionLength);
        return new LogEntry(index, timeMillis, account, region, in.getLong(), Hash.at(encoded, in.position()));
    }

    /// The canonical bytes; equal entries give equal bytes.
    public byte[] encode() {
        byte[] encoded = new byte[FIXED_BYTES + region.length()];
        ByteBuffer out = ByteBuffer.wrap(encoded);
        out.put((byte) VERSION).putLong(index).putLong(timeMillis);
        out.put(account.getBytes(StandardCharsets.ISO_8859_1));
        out.put((byte) region.length()).put(region.getBytes(StandardCharsets.ISO_8859_1));
        out.putLong(epoch);
        commitment.writeTo(encoded, out.position());
        return encoded;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean allMatch(String text, CharacterTest test) {
        for (int i = 0; i < text.length(); i++) {
            if (!test.accepts(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isRegionCharacter(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || c == '-';
    }

    @FunctionalInterface
    private interface CharacterTest {
        boolean accepts(char c);
    }
}
