package dev.keyhold.keys;

import dev.keyhold.audit.EntityRef;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.GrantConstraints;
import dev.keyhold.protocol.kms.GrantOperation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A grant on a key as it is stored. It never changes; it is made and it ends.
///
/// @param account the 12-digit owner of the key
/// @param region the logical region
/// @param key the key
/// @param id 64 hex digits
/// @param name as given, empty if none was; its suffix may say when the grant expires
/// @param created creation time
/// @param issuingAccount the account that made it
/// @param grantee who holds it: an ARN, or the name of an AWS service
/// @param retiring who may end it beside the issuing account: an ARN, or the name of an AWS service
/// @param operations what it allows, in the order of the API model
/// @param constraints what it asks of requests
/// @param expires from when on it allows nothing
public record Grant(
        String account,
        String region,
        KeyId key,
        String id,
        String name,
        Instant created,
        String issuingAccount,
        String grantee,
        Optional<String> retiring,
        List<GrantOperation> operations,
        GrantConstraints constraints,
        Optional<Instant> expires) {

    /// Without constraints.
    public static final GrantConstraints UNCONSTRAINED = new GrantConstraints(null, null, null);

    /// Puts the operations in order, each once.
    public Grant {
        operations = operations.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(operations));
    }

    /// Whether a grantee or retiring principal is an AWS service.
    public static boolean isService(String principal) {
        return !principal.startsWith("arn:");
    }

    /// Whether a request for the other grant would be the same request again.
    public boolean asksTheSameAs(Grant other) {
        return keyArn().equals(other.keyArn())
                && name.equals(other.name)
                && issuingAccount.equals(other.issuingAccount)
                && grantee.equals(other.grantee)
                && retiring.equals(other.retiring)
                && operations.equals(other.operations)
                && constraints.equals(other.constraints);
    }

    /// The ARN of the key.
    public KeyArn keyArn() {
        return new KeyArn("aws", region, account, key);
    }

    /// What a decision that read this grant depends on.
    public EntityRef ref() {
        return ref(region, key, id);
    }

    /// The name of the grant with this id, whether or not it exists.
    public static EntityRef ref(String region, KeyId key, String id) {
        return new EntityRef("grant/" + region + "/" + key + "/" + id);
    }

    /// What a decision that read all the grants of this grantee on this key depends on.
    public EntityRef heldRef() {
        return heldRef(region, key, grantee);
    }

    /// The name of all the grants that somebody holds on a key, whether or not there are any.
    public static EntityRef heldRef(String region, KeyId key, String grantee) {
        return new EntityRef("grants/" + region + "/" + key + "/" + grantee);
    }
}
