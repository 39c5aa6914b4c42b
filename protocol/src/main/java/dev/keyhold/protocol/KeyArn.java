package dev.keyhold.protocol;

import java.util.Optional;

/// The ARN of a KMS key: `arn:<partition>:kms:<region>:<account>:key/<key id>`.
///
/// @param partition `aws`, `aws-cn` and the like
/// @param region the Region, such as `eu-west-1`
/// @param account the 12 digits of the owner
/// @param keyId the key
public record KeyArn(String partition, String region, String account, KeyId keyId) {

    private static final String RESOURCE_PREFIX = "key/";

    /// @throws IllegalArgumentException if partition, Region or account is malformed
    public KeyArn {
        Arn.requireKms(partition, region, account);
    }

    /// The key ARN with this text, or empty if it is anything else, be it by one byte.
    public static Optional<KeyArn> parse(String text) {
        return Arn.split(text).filter(Arn::isKms).flatMap(KeyArn::of);
    }

    static Optional<KeyArn> of(Arn arn) {
        if (!arn.resource().startsWith(RESOURCE_PREFIX)) {
            return Optional.empty();
        }
        return KeyId.parse(arn.resource().substring(RESOURCE_PREFIX.length()))
                .map(id -> new KeyArn(arn.partition(), arn.region(), arn.account(), id));
    }

    /// The ARN as text.
    @Override
    public String toString() {
        return Arn.format(partition, region, account, RESOURCE_PREFIX + keyId);
    }
}
