package dev.keyhold.keys;

import dev.keyhold.audit.EntityRef;
import dev.keyhold.protocol.AliasArn;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.KeyId;
import java.time.Instant;

/// A name for a KMS key, unique per account and region.
///
/// @param account the 12-digit owner
/// @param region the logical region
/// @param name with the prefix `alias/`
/// @param target the key it names, of the same account and region
/// @param version grows by one with every change
/// @param created creation time
/// @param updated when the target last changed
public record Alias(
        String account, String region, AliasName name, KeyId target, long version, Instant created, Instant updated) {

    /// The alias's ARN.
    public AliasArn arn() {
        return new AliasArn("aws", region, account, name);
    }

    /// What a decision that followed this alias depends on.
    public EntityRef ref() {
        return ref(account, region, name);
    }

    /// The name of the alias, whether or not it exists.
    public static EntityRef ref(String account, String region, AliasName name) {
        return new EntityRef("alias/" + account + "/" + region + "/" + name);
    }

    /// This alias pointing at another key, one version on.
    public Alias repointed(KeyId newTarget, Instant now) {
        return new Alias(account, region, name, newTarget, version + 1, created, now);
    }
}
