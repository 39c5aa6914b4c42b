package dev.keyhold.operations;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.AliasArn;
import java.util.Optional;

/// One access that a call needs: an IAM action on a resource.
///
/// @param action for example `kms:ReEncryptFrom`
/// @param resource the resource's ARN, or `*` for an action that has none
/// @param key the key whose policy decides with the identity's, empty where identity policies decide alone
/// @param grant the grant that is to be retired, which then decides instead of the key's policy
/// @param concealing whether a refusal must not tell that the resource exists
/// @param facts what conditions can ask about the request; global keys and those of the key are known without
public record Access(
        String action,
        String resource,
        Optional<KmsKey> key,
        Optional<Grant> grant,
        boolean concealing,
        RequestContext facts) {

    /// An access to a key.
    public static Access onKey(String action, KmsKey key) {
        return new Access(
                action, key.arn().toString(), Optional.of(key), Optional.empty(), false, RequestContext.EMPTY);
    }

    /// An access to a grant on a key.
    public static Access onGrant(String action, KmsKey key, Grant grant) {
        return new Access(
                action, key.arn().toString(), Optional.of(key), Optional.of(grant), false, RequestContext.EMPTY);
    }

    /// An access to an alias, which identity policies decide alone.
    public static Access onAlias(String action, AliasArn alias) {
        return onResource(action, alias.toString());
    }

    /// An access to a resource that has no policy of its own, which identity policies decide alone.
    public static Access onResource(String action, String arn) {
        return new Access(action, arn, Optional.empty(), Optional.empty(), false, RequestContext.EMPTY);
    }

    /// An access to no resource in particular, which identity policies decide alone.
    public static Access onAccount(String action) {
        return new Access(action, "*", Optional.empty(), Optional.empty(), false, RequestContext.EMPTY);
    }

    /// The same access, whose refusal reads as if the resource did not exist. AWS answers so where the caller did not
    /// name the key but the ciphertext did.
    public Access concealed() {
        return new Access(action, resource, key, grant, true, facts);
    }

    /// The same access by a request of which conditions can ask this.
    public Access knowing(RequestContext newFacts) {
        return new Access(action, resource, key, grant, concealing, newFacts);
    }
}
