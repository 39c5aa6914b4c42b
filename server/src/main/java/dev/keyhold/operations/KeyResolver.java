package dev.keyhold.operations;

import dev.keyhold.keys.Alias;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.AliasArn;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.KeyReference;
import java.util.Optional;

/// Finds the key that a KeyId member names, in AWS's four forms. Nothing is resolved by its tail: an ARN of another
/// region, account or service names another thing, or nothing.
final class KeyResolver {

    private final Keys keys;

    KeyResolver(Keys keys) {
        this.keys = keys;
    }

    /// The key, noted as a resource of the call.
    KmsKey resolve(Call call, String given, KeyForms forms) {
        KmsKey key = find(call, given, forms);
        call.concerns(key);
        return key;
    }

    /// The key with this id in the call's region, of whichever account, noted as a resource of the call.
    Optional<KmsKey> ofAnyAccount(Call call, KeyId id) {
        Optional<KmsKey> key = keys.key(call.region(), id, call.reads());
        key.ifPresent(call::concerns);
        return key;
    }

    /// The key, for a call that only asks about it.
    KmsKey find(Call call, String given, KeyForms forms) {
        return switch (KeyReference.parse(given)) {
            case KeyReference.ById(KeyId id) -> own(call, id);
            case KeyReference.ByArn(KeyArn arn) -> byArn(call, arn, forms);
            case KeyReference.ByAlias(AliasName name) -> {
                requireAliases(forms, given);
                yield byAlias(call, new AliasArn("aws", call.region(), call.account(), name));
            }
            case KeyReference.ByAliasArn(AliasArn arn) -> {
                requireAliases(forms, given);
                yield byAlias(call, arn);
            }
            case KeyReference.Malformed malformed -> throw Errors.invalidKeyId(given);
            case KeyReference.MalformedArn malformed -> throw Errors.invalidArn(given);
        };
    }

    /// The ARN of the account's key that is named, whether or not it is still there; an alias must be.
    KeyArn arn(Call call, String given) {
        return switch (KeyReference.parse(given)) {
            case KeyReference.ById(KeyId id) -> new KeyArn("aws", call.region(), call.account(), id);
            case KeyReference.ByArn(KeyArn arn) when arn.account().equals(call.account()) -> {
                requireRegion(call, arn.region());
                yield arn;
            }
            default -> find(call, given, new KeyForms(true, false)).arn();
        };
    }

    private KmsKey own(Call call, KeyId id) {
        KeyArn arn = new KeyArn("aws", call.region(), call.account(), id);
        return keys.key(call.region(), id, call.reads())
                .filter(key -> key.account().equals(call.account()))
                .orElseThrow(() -> Errors.keyNotFound(arn));
    }

    private KmsKey byArn(Call call, KeyArn arn, KeyForms forms) {
        requireRegion(call, arn.region());
        KmsKey key =
                keys.key(arn.region(), arn.keyId(), call.reads())
                        .filter(found -> found.arn().equals(arn))
                        .orElseThrow(() -> Errors.keyNotFound(arn));
        if (!forms.otherAccounts() && !key.account().equals(call.account())) {
            throw Errors.keyNotFound(arn);
        }
        return key;
    }

    private KmsKey byAlias(Call call, AliasArn arn) {
        requireRegion(call, arn.region());
        Alias alias =
                keys.alias(arn.account(), arn.region(), arn.name(), call.reads())
                        .orElseThrow(() -> Errors.aliasNotFound(arn));
        return keys.key(alias.region(), alias.target(), call.reads())
                .filter(key -> key.account().equals(alias.account()) && arn.partition().equals("aws"))
                .orElseThrow(() -> Errors.aliasNotFound(arn));
    }

    private static void requireAliases(KeyForms forms, String given) {
        if (!forms.aliases()) {
            throw Errors.invalidKeyId(given);
        }
    }

    private static void requireRegion(Call call, String region) {
        if (!region.equals(call.region())) {
            throw Errors.arnOfOtherRegion(region);
        }
    }
}
