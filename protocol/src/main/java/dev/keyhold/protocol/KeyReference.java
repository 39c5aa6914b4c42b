package dev.keyhold.protocol;

/// How a request names a key in a `KeyId` member: by id, key ARN, alias name or alias ARN.
///
/// Parsing is strict and byte-exact, and an ARN stays an ARN: whoever resolves it must compare partition, Region and
/// account too, so that an alias ARN of another Region or account never resolves by its last part.
public sealed interface KeyReference {

    /// Reads the value of a `KeyId` member; never fails, because an unknown form is an answer of its own.
    static KeyReference parse(String given) {
        if (Arn.looksLikeArn(given)) {
            return parseArn(given);
        }
        if (given.startsWith(AliasName.PREFIX)) {
            return AliasName.parse(given).<KeyReference>map(ByAlias::new).orElseGet(() -> new Malformed(given));
        }
        return KeyId.parse(given).<KeyReference>map(ById::new).orElseGet(() -> new Malformed(given));
    }

    private static KeyReference parseArn(String given) {
        Arn arn = Arn.split(given).filter(Arn::isKms).orElse(null);
        if (arn == null) {
            return new MalformedArn(given);
        }
        return KeyArn.of(arn)
                .<KeyReference>map(ByArn::new)
                .or(() -> AliasArn.of(arn).map(ByAliasArn::new))
                .orElseGet(() -> new MalformedArn(given));
    }

    /// The key with this id, in the Region of the request.
    ///
    /// @param keyId the id
    record ById(KeyId keyId) implements KeyReference {}

    /// The key with this ARN.
    ///
    /// @param arn the key ARN, of any Region and account
    record ByArn(KeyArn arn) implements KeyReference {}

    /// The key behind this alias, in the account and Region of the request.
    ///
    /// @param name the alias
    record ByAlias(AliasName name) implements KeyReference {}

    /// The key behind the alias with this ARN.
    ///
    /// @param arn the alias ARN, of any Region and account
    record ByAliasArn(AliasArn arn) implements KeyReference {}

    /// Neither an ARN nor a well-formed id or alias name.
    ///
    /// @param given the text as it came
    record Malformed(String given) implements KeyReference {}

    /// Begins as an ARN, but is no ARN of a KMS key or alias: another service, a missing part, a malformed id.
    ///
    /// @param given the text as it came
    record MalformedArn(String given) implements KeyReference {}
}
