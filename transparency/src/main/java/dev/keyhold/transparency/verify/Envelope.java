package dev.keyhold.transparency.verify;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// A decoded envelope, see `docs/log-format.md`. The commitment stays in the bytes: it is the last 32 of them.
///
/// @param index position in the log that the entry claims
/// @param timeMillis milliseconds since 1970
/// @param account 12 digits
/// @param region the logical region
/// @param epoch authorisation epoch
record Envelope(long index, long timeMillis, String account, String region, long epoch) {
    static final int COMMITMENT_BYTES = 32;

    private static final int BYTES_WITHOUT_REGION = 70;
    private static final int REGION_AT = 30;
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

    /// The envelope that the bytes are, or nothing if they break a rule of the format.
    static Optional<Envelope> decode(byte[] bytes) {
        int regionLength = bytes.length - BYTES_WITHOUT_REGION;
        if (regionLength < 1 || regionLength > 63 || bytes[0] != 1 || bytes[REGION_AT - 1] != regionLength) {
            return Optional.empty();
        }
        String account = ascii(bytes, 17, 12);
        String region = ascii(bytes, REGION_AT, regionLength);
        long index = number(bytes, 1);
        long timeMillis = number(bytes, 9);
        long epoch = number(bytes, REGION_AT + regionLength);
        boolean textsFit = ACCOUNT.matcher(account).matches() && REGION.matcher(region).matches();
        if (!textsFit || index < 0 || timeMillis < 0 || epoch < 0) {
            return Optional.empty();
        }
        return Optional.of(new Envelope(index, timeMillis, account, region, epoch));
    }

    private static String ascii(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = (number << 8) | (bytes[i] & 0xFF);
        }
        return number;
    }
}
