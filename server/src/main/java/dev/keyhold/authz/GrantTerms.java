package dev.keyhold.authz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a grant allows.
///
/// @param actions each one of [#GRANTABLE]
/// @param context what it asks of the encryption context
/// @param sourceArn the resource for which an AWS service must be acting. It binds requests of services only, as with
///   AWS, so here it decides nothing; a grant made from this one must have it too
/// @param expires from when on it allows nothing; empty for never
public record GrantTerms(
        Set<Action> actions, ContextConstraint context, Optional<String> sourceArn, Optional<Instant> expires) {
    static final Action CREATE_GRANT = Action.of("kms:CreateGrant");
    static final Action RETIRE_GRANT = Action.of("kms:RetireGrant");
    private static final Action DESCRIBE_KEY = Action.of("kms:DescribeKey");

    /// All that a grant can allow: the enum `GrantOperation` of the API model.
    public static final Set<Action> GRANTABLE =
            Set.of(
                    Action.of("kms:Decrypt"),
                    Action.of("kms:Encrypt"),
                    Action.of("kms:GenerateDataKey"),
                    Action.of("kms:GenerateDataKeyWithoutPlaintext"),
                    Action.of("kms:ReEncryptFrom"),
                    Action.of("kms:ReEncryptTo"),
                    Action.of("kms:Sign"),
                    Action.of("kms:Verify"),
                    Action.of("kms:GetPublicKey"),
                    CREATE_GRANT,
                    RETIRE_GRANT,
                    DESCRIBE_KEY,
                    Action.of("kms:GenerateDataKeyPair"),
                    Action.of("kms:GenerateDataKeyPairWithoutPlaintext"),
                    Action.of("kms:GenerateMac"),
                    Action.of("kms:VerifyMac"),
                    Action.of("kms:DeriveSharedSecret"),
                    Action.of("kms:Encapsulate"),
                    Action.of("kms:Decapsulate"));

    public GrantTerms {
        actions = Set.copyOf(actions);
        if (!GRANTABLE.containsAll(actions)) {
            throw new IllegalArgumentException("a grant cannot allow that");
        }
    }

    /// Whether these terms give nothing that the others do not: what may be granted by one who holds no more than a
    /// grant with those.
    public boolean within(GrantTerms other) {
        return other.actions.containsAll(actions)
                && context.within(other.context)
                && (other.sourceArn.isEmpty() || other.sourceArn.equals(sourceArn))
                && (other.expires.isEmpty() || (expires.isPresent() && !expires.get().isAfter(other.expires.get())));
    }

    /// Whether they allow the request, by whoever holds the grant.
    boolean cover(AuthorizationRequest request) {
        RequestContext context = request.context();
        return actions.contains(request.action())
                && (expires.isEmpty() || context.time().isBefore(expires.get()))
                && (request.action().equals(CREATE_GRANT)
                        ? context.requestedGrant().filter(requested -> requested.within(this)).isPresent()
                        : request.action().equals(DESCRIBE_KEY) || this.context.admits(context.encryptionContext()));
    }

    /// What of a request for the action must hold for them to allow it; null if they allow none.
    ///
    /// @param from when the first request is made
    @Nullable List<Requirement> remaining(Action action, Instant from) {
        if (!actions.contains(action) || (expires.isPresent() && !from.isBefore(expires.get()))) {
            return null;
        }
        List<Requirement> remaining = new ArrayList<>();
        if (action.equals(CREATE_GRANT)) {
            remaining.add(new Requirement.OfRequestedGrant(this));
        } else if (!action.equals(DESCRIBE_KEY) && !(context instanceof ContextConstraint.None)) {
            remaining.add(new Requirement.OfEncryptionContext(context));
        }
        expires.ifPresent(expiry -> remaining.add(new Requirement.Before(expiry)));
        return remaining;
    }
}
