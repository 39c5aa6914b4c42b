package dev.keyhold.operations;

import dev.keyhold.authz.Action;
import dev.keyhold.authz.ContextConstraint;
import dev.keyhold.authz.GrantTerms;
import dev.keyhold.authz.Principal;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.GrantConstraints;
import dev.keyhold.protocol.kms.GrantOperation;
import dev.keyhold.protocol.kms.KeySpec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes a grant well-formed, and its form for decisions (KMS developer guide, "Grants in AWS KMS").
final class GrantRules {

    private static final int MAX_PAIRS = 8;
    private static final int MAX_VALUE_CHARACTERS = 384;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private static final Map<GrantOperation, Action> ACTIONS = new EnumMap<>(GrantOperation.class);

    static {
        for (GrantOperation operation : GrantOperation.values()) {
            ACTIONS.put(operation, Action.of("kms:" + operation.name()));
        }
    }

    private static final Set<GrantOperation> ANY_KEY =
            EnumSet.of(GrantOperation.CreateGrant, GrantOperation.RetireGrant, GrantOperation.DescribeKey);
    private static final Set<GrantOperation> ENCRYPTION =
            EnumSet.of(
                    GrantOperation.Decrypt,
                    GrantOperation.Encrypt,
                    GrantOperation.ReEncryptFrom,
                    GrantOperation.ReEncryptTo);
    private static final Set<GrantOperation> DATA_KEYS =
            EnumSet.of(
                    GrantOperation.GenerateDataKey,
                    GrantOperation.GenerateDataKeyWithoutPlaintext,
                    GrantOperation.GenerateDataKeyPair,
                    GrantOperation.GenerateDataKeyPairWithoutPlaintext);

    private GrantRules() {}

    /// The one of two members that was given.
    ///
    /// @param principal an ARN
    /// @param service the name of an AWS service
    /// @param what how the members are called in a refusal
    static Optional<String> oneOf(@Nullable String principal, @Nullable String service, String what) {
        if (principal != null && service != null) {
            throw Errors.validation("Only one of " + what + "Principal and " + what + "ServicePrincipal can be given.");
        }
        if (principal != null && !Principal.isArn(principal)) {
            throw Errors.invalidPrincipal(principal);
        }
        return Optional.ofNullable(principal).or(() -> Optional.ofNullable(service));
    }

    /// The constraints that ask for something: clients send empty maps for constraints that are not meant.
    static GrantConstraints constraints(@Nullable GrantConstraints given) {
        return given == null
                ? Grant.UNCONSTRAINED
                : new GrantConstraints(
                        unlessEmpty(given.encryptionContextSubset()),
                        unlessEmpty(given.encryptionContextEquals()),
                        given.sourceArn());
    }

    private static @Nullable Map<String, String> unlessEmpty(@Nullable Map<String, String> pairs) {
        return pairs == null || pairs.isEmpty() ? null : pairs;
    }

    /// Refuses what a grant on this key cannot say.
    static void check(Grant grant, KmsKey key) {
        if (grant.operations().isEmpty()) {
            throw Errors.validation("A grant must allow at least one operation.");
        }
        List<GrantOperation> unsuited =
                grant.operations().stream().filter(operation -> !suits(operation, key)).toList();
        if (!unsuited.isEmpty()) {
            throw Errors.validation(
                    "The operations "
                            + unsuited
                            + " cannot be granted on a key of key spec "
                            + key.keySpec()
                            + " and key usage "
                            + key.keyUsage()
                            + ".");
        }
        checkConstraints(grant.constraints(), key);
        if (Grant.isService(grant.grantee())
                && (grant.constraints().sourceArn() == null || grant.retiring().isEmpty())) {
            throw Errors.validation(
                    "A grant to a service principal needs a SourceArn constraint and a retiring principal.");
        }
    }

    private static void checkConstraints(GrantConstraints constraints, KmsKey key) {
        Map<String, String> equal = constraints.encryptionContextEquals();
        Map<String, String> subset = constraints.encryptionContextSubset();
        if (equal != null && subset != null) {
            throw Errors.validation("More than one constraint supplied");
        }
        Map<String, String> pairs = equal != null ? equal : subset;
        if (pairs == null) {
            return;
        }
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw Errors.validation("Encryption context constraints are for symmetric encryption keys only.");
        }
        if (pairs.size() > MAX_PAIRS) {
            throw Errors.validation("A grant constraint can have at most " + MAX_PAIRS + " pairs.");
        }
        pairs.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_VALUE_CHARACTERS || value.length() > MAX_VALUE_CHARACTERS) {
                throw Errors.validation(
                        "The names and values of a grant constraint have at most "
                                + MAX_VALUE_CHARACTERS
                                + " characters, and a name at least one.");
            }
        });
        Requests.context(pairs);
    }

    /// Whether a key of this kind has the operation.
    static boolean suits(GrantOperation operation, KmsKey key) {
        boolean symmetric = key.keySpec() == KeySpec.SYMMETRIC_DEFAULT;
        if (ANY_KEY.contains(operation)) {
            return true;
        }
        return switch (key.keyUsage()) {
            case ENCRYPT_DECRYPT ->
                    ENCRYPTION.contains(operation)
                            || (symmetric ? DATA_KEYS.contains(operation) : operation == GrantOperation.GetPublicKey);
            case SIGN_VERIFY ->
                    EnumSet.of(GrantOperation.Sign, GrantOperation.Verify, GrantOperation.GetPublicKey)
                            .contains(operation);
            case GENERATE_VERIFY_MAC ->
                    EnumSet.of(GrantOperation.GenerateMac, GrantOperation.VerifyMac).contains(operation);
            case KEY_AGREEMENT ->
                    EnumSet.of(GrantOperation.DeriveSharedSecret, GrantOperation.GetPublicKey).contains(operation);
            case ENCAPSULATE_DECAPSULATE ->
                    EnumSet.of(GrantOperation.Encapsulate, GrantOperation.Decapsulate, GrantOperation.GetPublicKey)
                            .contains(operation);
        };
    }

    /// The id as given.
    ///
    /// @throws dev.keyhold.protocol.KmsException if no grant can have it
    static String id(String given) {
        if (!ID.matcher(given).matches()) {
            throw Errors.invalidGrantId();
        }
        return given;
    }

    /// The grant as decisions see it.
    static dev.keyhold.authz.Grant compile(Grant grant) {
        return new dev.keyhold.authz.Grant(
                grant.id(), grant.grantee(), grant.retiring(), grant.issuingAccount(), terms(grant));
    }

    /// What the grant allows, as decisions see it.
    static GrantTerms terms(Grant grant) {
        Set<Action> actions = new HashSet<>();
        grant.operations().forEach(operation -> actions.add(ACTIONS.get(operation)));
        GrantConstraints constraints = grant.constraints();
        return new GrantTerms(
                actions, context(constraints), Optional.ofNullable(constraints.sourceArn()), grant.expires());
    }

    private static ContextConstraint context(GrantConstraints constraints) {
        Map<String, String> equal = constraints.encryptionContextEquals();
        Map<String, String> subset = constraints.encryptionContextSubset();
        return equal != null
                ? new ContextConstraint.Equal(equal)
                : subset != null ? new ContextConstraint.Subset(subset) : new ContextConstraint.None();
    }
}
