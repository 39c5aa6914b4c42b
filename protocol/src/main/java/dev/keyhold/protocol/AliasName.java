package dev.keyhold.protocol;

import java.util.Optional;

/// The name of an alias with its prefix, such as `alias/orders`: 1 to 256 characters of letters, digits and `:/_-`.
///
/// Names differ by case and are compared byte for byte.
///
/// @param value the whole name, prefix included
public record AliasName(String value) {

    /// What every alias name starts with.
    public static final String PREFIX = "alias/";

    private static final String RESERVED_PREFIX = "alias/aws/";
    private static final int MAX_LENGTH = 256;

    /// @throws IllegalArgumentException if the text is not an alias name
    public AliasName {
        if (!isAliasName(value)) {
            throw new IllegalArgumentException("not an alias name");
        }
    }

    /// The alias name with this text, or empty if it lacks the prefix, has other characters or is too long.
    public static Optional<AliasName> parse(String text) {
        return isAliasName(text) ? Optional.of(new AliasName(text)) : Optional.empty();
    }

    /// Whether the name lies under `alias/aws/`, which is kept for keys that the service manages.
    public boolean isReserved() {
        return value.startsWith(RESERVED_PREFIX);
    }

    /// The whole name, prefix included.
    @Override
    public String toString() {
        return value;
    }

    private static boolean isAliasName(String text) {
        return text.length() > PREFIX.length()
                && text.length() <= MAX_LENGTH
                && text.startsWith(PREFIX)
                && text.chars().allMatch(AliasName::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == ':'
                || c == '/'
                || c == '_'
                || c == '-';
    }
}
