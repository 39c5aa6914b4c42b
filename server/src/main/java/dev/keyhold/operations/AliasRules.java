package dev.keyhold.operations;

import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.AliasArn;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.Errors;

/// How the alias operations read the alias that they name.
final class AliasRules {

    private static final String PREFIX = "alias/";
    private static final String RESERVED = "alias/aws/";

    private AliasRules() {}

    /// The name as given, refused unless it begins with `alias/`.
    static AliasName name(String given) {
        if (!given.startsWith(PREFIX) || given.length() == PREFIX.length()) {
            throw Errors.aliasPrefix();
        }
        return AliasName.parse(given).orElseThrow(Errors::aliasPrefix);
    }

    /// As [#name], and refused if it is reserved for AWS managed keys.
    static AliasName writableName(String given) {
        AliasName name = name(given);
        if (given.startsWith(RESERVED)) {
            throw Errors.reservedAlias();
        }
        return name;
    }

    /// Refuses one more alias than a key may have.
    static void requireRoom(KeyStore store, KmsKey key, Quotas quotas) {
        long aliases = store.countAliasesOf(key.account(), key.region(), key.id());
        if (aliases >= quotas.aliasesPerKey()) {
            throw Errors.tooManyAliases(quotas.aliasesPerKey(), (int) aliases);
        }
    }

    /// The caller's existing alias of that name.
    static Alias existing(Call call, Keys keys, String given) {
        AliasName name = name(given);
        return keys.alias(call.account(), call.region(), name, call.reads())
                .orElseThrow(() -> Errors.aliasNotFound(new AliasArn("aws", call.region(), call.account(), name)));
    }
}
