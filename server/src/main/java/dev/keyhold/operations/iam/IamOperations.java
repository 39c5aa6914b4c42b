package dev.keyhold.operations.iam;

import dev.keyhold.audit.UsageProjection;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Identities;
import dev.keyhold.operations.Operation;
import java.util.List;
import java.util.stream.Stream;

/// Every operation of IAM that this server has.
public final class IamOperations {

    private IamOperations() {}

    /// @param identities finds users, groups, roles and managed policies
    /// @param accessKeys makes credentials
    /// @param usage knows when access keys were last used
    /// @param randomness makes ids
    public static List<Operation<?, ?, ?>> all(
            Identities identities, AccessKeyFactory accessKeys, UsageProjection usage, Randomness randomness) {
        Holders holders = new Holders(identities.store());
        PolicyArns policies = new PolicyArns(identities);
        return Stream.of(
                        new Users(holders, policies, randomness).operations(),
                        new AccessKeys(holders, accessKeys, randomness).operations(),
                        new Groups(holders, randomness).operations(),
                        new InlinePolicies(holders).operations(),
                        new AttachedPolicies(holders, policies).operations(),
                        new Boundaries(holders, policies).operations(),
                        new HolderTags(holders).operations(),
                        new ManagedPolicies(identities.store(), policies, randomness).operations(),
                        new Roles(holders, policies, randomness).operations(),
                        new Reports(identities.store(), usage).operations())
                .flatMap(List::stream)
                .toList();
    }
}
