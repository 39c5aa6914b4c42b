package dev.keyhold.operations;

import dev.keyhold.audit.UsageProjection;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.SessionTokens;
import dev.keyhold.keys.DueGrant;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.Keys;
import dev.keyhold.operations.iam.IamOperations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every operation that this server has, in one list. What is not here answers UnknownOperationException.
public final class Operations {

    private final List<Operation<?, ?, ?>> all;
    private final Operation<DueKey, ?, Unit> rotation;
    private final Operation<DueKey, ?, Unit> deletion;
    private final Operation<DueGrant, ?, Unit> expiry;

    /// What operations work with.
    ///
    /// @param keys finds keys and aliases
    /// @param grants finds grants on keys
    /// @param identities finds users, groups, roles and managed policies
    /// @param accessKeys makes credentials
    /// @param sessions makes the tokens of temporary ones
    /// @param factory makes keys and material
    /// @param use does cryptography with keys
    /// @param authorisation decides accesses
    /// @param usage answers who used a key
    /// @param randomness gives random bytes
    /// @param quotas how much of a thing there may be
    /// @param deploymentId tells our ciphertexts from others'
    public record Tools(
            Keys keys,
            GrantStore grants,
            Identities identities,
            AccessKeyFactory accessKeys,
            SessionTokens sessions,
            KeyFactory factory,
            KeyUse use,
            Authorisation authorisation,
            UsageProjection usage,
            Randomness randomness,
            Quotas quotas,
            long deploymentId) {}

    /// @param tools what operations work with
    public Operations(Tools tools) {
        Keys keys = tools.keys();
        KeyUse use = tools.use();
        Randomness randomness = tools.randomness();
        KeyResolver resolver = new KeyResolver(keys);
        CiphertextSource source = new CiphertextSource(keys, resolver, tools.deploymentId());
        KeyPolicyRules policies = new KeyPolicyRules(tools.authorisation());
        List<Operation<?, ?, ?>> kms =
                List.of(
                        new CreateKeyOperation(keys.store(), tools.factory(), policies, tools.quotas()),
                        new DescribeKeyOperation(resolver),
                        new ListKeysOperation(keys.store()),
                        new EnableKeyOperation(resolver),
                        new DisableKeyOperation(resolver, tools.usage()),
                        new CreateAliasOperation(keys, resolver, tools.quotas()),
                        new UpdateAliasOperation(keys, resolver, tools.quotas()),
                        new DeleteAliasOperation(keys),
                        new ListAliasesOperation(keys.store(), resolver),
                        new EncryptOperation(resolver, use),
                        new DecryptOperation(source, use),
                        new ReEncryptOperation(source, resolver, use),
                        new GenerateDataKeyOperation(resolver, use, randomness),
                        new GenerateDataKeyWithoutPlaintextOperation(resolver, use, randomness),
                        new GenerateRandomOperation(randomness),
                        new RotateKeyOnDemandOperation(resolver, tools.factory(), tools.quotas()),
                        new ListKeyRotationsOperation(resolver, keys.store()),
                        new EnableKeyRotationOperation(resolver),
                        new DisableKeyRotationOperation(resolver),
                        new GetKeyRotationStatusOperation(resolver),
                        new ScheduleKeyDeletionOperation(resolver, tools.usage()),
                        new CancelKeyDeletionOperation(resolver),
                        new UpdateKeyDescriptionOperation(resolver),
                        new TagResourceOperation(resolver),
                        new UntagResourceOperation(resolver),
                        new ListResourceTagsOperation(resolver),
                        new ListKeyPoliciesOperation(resolver),
                        new GetKeyLastUsageOperation(resolver, tools.usage()),
                        new GetKeyPolicyOperation(resolver),
                        new PutKeyPolicyOperation(resolver, policies),
                        new CreateGrantOperation(resolver, tools.grants(), randomness, tools.quotas()),
                        new ListGrantsOperation(resolver, tools.grants()),
                        new ListRetirableGrantsOperation(tools.grants()),
                        new RetireGrantOperation(resolver, tools.grants()),
                        new RevokeGrantOperation(resolver, tools.grants()),
                        new WhoUsedOperation(resolver, tools.usage()));
        this.all =
                Stream.concat(
                                kms.stream(),
                                Stream.concat(
                                        sts(tools).stream(),
                                        IamOperations.all(
                                                tools.identities(), tools.accessKeys(), tools.usage(), randomness)
                                                .stream()))
                        .toList();
        this.rotation = new RotateDueKeyOperation(keys, tools.factory());
        this.deletion = new DeleteDueKeyOperation(keys);
        this.expiry = new ExpireGrantOperation(keys, tools.grants());
        Set<ApiName> names = new HashSet<>();
        for (Operation<?, ?, ?> operation : all) {
            if (!names.add(operation.name())) {
                throw new IllegalStateException("two classes for " + operation.name());
            }
        }
    }

    private static List<Operation<?, ?, ?>> sts(Tools tools) {
        SessionCredentials credentials = new SessionCredentials(tools.sessions(), tools.randomness());
        return List.of(
                new GetCallerIdentityOperation(),
                new AssumeRoleOperation(tools.identities(), credentials),
                new GetSessionTokenOperation(credentials));
    }

    /// What the server does by itself when it is due. No request reaches these.
    public Operation<DueKey, ?, Unit> due(DueKey.Act act) {
        return switch (act) {
            case ROTATE -> rotation;
            case DELETE -> deletion;
        };
    }

    /// What the server does with a grant that has expired. No request reaches it.
    public Operation<DueGrant, ?, Unit> expiry() {
        return expiry;
    }

    /// All operations that can be called.
    public List<Operation<?, ?, ?>> all() {
        return all;
    }
}
