package dev.keyhold.protocol;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// The identifier of a KMS key: a lower-case UUID, or `mrk-` and 32 lower-case hex digits for a multi-Region key.
///
/// Both forms carry 16 bytes. They are compared byte for byte: nothing is folded or abbreviated.
///
/// @param value the text form
public record KeyId(String value) {

    private static final String MULTI_REGION_PREFIX = "mrk-";
    private static final HexFormat HEX = HexFormat.of();

    /// @throws IllegalArgumentException if the text has neither form
    public KeyId {
        if (!isUuid(value) && !isMultiRegion(value)) {
            throw new IllegalArgumentException("not a key id");
        }
    }

    /// The key id with this text, or empty if it has neither form.
    public static Optional<KeyId> parse(String text) {
        return isUuid(text) || isMultiRegion(text) ? Optional.of(new KeyId(text)) : Optional.empty();
    }

    /// The key id over 16 bytes.
    ///
    /// @throws IllegalArgumentException if there are not 16 bytes
    public static KeyId of(byte[] bytes, boolean multiRegion) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a key id has 16 bytes, not " + bytes.length);
        }
        if (multiRegion) {
            return new KeyId(MULTI_REGION_PREFIX + HEX.formatHex(bytes));
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new KeyId(new UUID(halves.getLong(), halves.getLong()).toString());
    }

    /// The 16 bytes that the text stands for.
    public byte[] bytes() {
        return HEX.parseHex(isMultiRegion() ? value.substring(MULTI_REGION_PREFIX.length()) : value.replace("-", ""));
    }

    /// Whether this names a multi-Region key.
    public boolean isMultiRegion() {
        return value.startsWith(MULTI_REGION_PREFIX);
    }

    /// The text form.
    @Override
    public String toString() {
        return value;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !isLowerHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMultiRegion(String text) {
        return text.length() == 36
                && text.startsWith(MULTI_REGION_PREFIX)
                && text.chars().skip(MULTI_REGION_PREFIX.length()).allMatch(KeyId::isLowerHex);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
