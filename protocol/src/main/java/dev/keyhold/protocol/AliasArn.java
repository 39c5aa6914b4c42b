package dev.keyhold.protocol;

import java.util.Optional;

/// The ARN of an alias: `arn:<partition>:kms:<region>:<account>:alias/<name>`.
///
/// @param partition `aws`, `aws-cn` and the like
/// @param region the Region, such as `eu-west-1`
/// @param account the 12 digits of the owner
/// @param name the alias, with its prefix
public record AliasArn(String partition, String region, String account, AliasName name) {

    /// @throws IllegalArgumentException if partition, Region or account is malformed
    public AliasArn {
        Arn.requireKms(partition, region, account);
    }

    /// The alias ARN with this text, or empty if it is anything else, be it by one byte.
    public static Optional<AliasArn> parse(String text) {
        return Arn.split(text).filter(Arn::isKms).flatMap(AliasArn::of);
    }

    static Optional<AliasArn> of(Arn arn) {
        return AliasName.parse(arn.resource())
                .map(name -> new AliasArn(arn.partition(), arn.region(), arn.account(), name));
    }

    /// The ARN as text.
    @Override
    public String toString() {
        return Arn.format(partition, region, account, name.value());
    }
}
