package dev.keyhold.protocol.sigv4;

/// What a signing key is good for: one day, one Region, one service.
///
/// The signing key is the HMAC-SHA-256 chain over these three and [#TERMINATOR], beginning with `"AWS4" + secret`.
///
/// @param date the day, `yyyyMMdd`
/// @param region the Region
/// @param service the signing name of the service, such as `kms`
public record CredentialScope(String date, String region, String service) {

    /// The last link of the chain.
    public static final String TERMINATOR = "aws4_request";

    private static final int MAX_LABEL_LENGTH = 64;

    /// @throws IllegalArgumentException if a part is malformed
    public CredentialScope {
        if (!AmzDate.isDate(date) || !isLabel(region) || !isLabel(service)) {
            throw new IllegalArgumentException("not a credential scope");
        }
    }

    /// The scope as it stands in the string to sign: `date/region/service/aws4_request`.
    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LABEL_LENGTH
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
