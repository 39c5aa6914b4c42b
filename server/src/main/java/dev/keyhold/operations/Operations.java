package dev.keyhold.operations;

import dev.keyhold.audit.UsageProjection;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.Keys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every operation that this server has, in one list. What is not here answers UnknownOperationException.
public final class Operations {

    private final List<Operation<?, ?, ?>> all;

    /// What operations work with.
    ///
    /// @param keys finds keys and aliases
    /// @param factory makes keys and material
    /// @param use does cryptography with keys
    /// @param authorisation decides accesses
    /// @param usage answers who used a key
    /// @param randomness gives random bytes
    /// @param deploymentId tells our ciphertexts from others'
    public record Tools(
            Keys keys,
            KeyFactory factory,
            KeyUse use,
            Authorisation authorisation,
            UsageProjection usage,
            Randomness randomness,
            long deploymentId) {}

    /// @param tools what operations work with
    public Operations(Tools tools) {
        Keys keys = tools.keys();
        KeyUse use = tools.use();
        Randomness randomness = tools.randomness();
        KeyResolver resolver = new KeyResolver(keys);
        CiphertextSource source = new CiphertextSource(keys, resolver, tools.deploymentId());
        KeyPolicyRules policies = new KeyPolicyRules(tools.authorisation());
        this.all =
                List.of(
                        new CreateKeyOperation(keys.store(), tools.factory(), policies),
                        new DescribeKeyOperation(resolver),
                        new ListKeysOperation(keys.store()),
                        new EnableKeyOperation(resolver),
                        new DisableKeyOperation(resolver),
                        new CreateAliasOperation(keys, resolver),
                        new UpdateAliasOperation(keys, resolver),
                        new DeleteAliasOperation(keys),
                        new ListAliasesOperation(keys.store(), resolver),
                        new EncryptOperation(resolver, use),
                        new DecryptOperation(source, use),
                        new ReEncryptOperation(source, resolver, use),
                        new GenerateDataKeyOperation(resolver, use, randomness),
                        new GenerateDataKeyWithoutPlaintextOperation(resolver, use, randomness),
                        new GenerateRandomOperation(randomness),
                        new RotateKeyOnDemandOperation(resolver, tools.factory()),
                        new ListKeyRotationsOperation(resolver, keys.store()),
                        new GetKeyPolicyOperation(resolver),
                        new PutKeyPolicyOperation(resolver, policies),
                        new WhoUsedOperation(resolver, tools.usage()),
                        new GetCallerIdentityOperation());
        Set<ApiName> names = new HashSet<>();
        for (Operation<?, ?, ?> operation : all) {
            if (!names.add(operation.name())) {
                throw new IllegalStateException("two classes for " + operation.name());
            }
        }
    }

    /// All operations.
    public List<Operation<?, ?, ?>> all() {
        return all;
    }
}
