package dev.keyhold.operations;

import dev.keyhold.crypto.EncryptionContext;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.DryRunModifierType;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import dev.keyhold.protocol.kms.RecipientInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the members that many requests share mean.
final class Requests {

    /// The only name that a key policy can have.
    static final String DEFAULT_POLICY_NAME = "default";

    private Requests() {}

    /// The encryption context; absent is empty.
    static EncryptionContext context(@Nullable Map<String, String> given) {
        if (given == null || given.isEmpty()) {
            return EncryptionContext.EMPTY;
        }
        try {
            return EncryptionContext.of(given);
        } catch (IllegalArgumentException refused) {
            throw Errors.validation("EncryptionContext is larger than 8192 bytes or not valid Unicode.");
        }
    }

    /// The ciphertext, which the model makes optional only for a kind of dry run that is refused elsewhere.
    static byte[] ciphertext(@Nullable Blob given) {
        if (given == null) {
            throw Errors.validation("CiphertextBlob is required.");
        }
        return given.toByteArray();
    }

    /// The algorithm's name, with AWS's default.
    static String algorithm(@Nullable EncryptionAlgorithmSpec given) {
        return (given == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : given).name();
    }

    /// Refuses what is no grant token. Those that are have no effect: every grant counts from the moment on at which
    /// CreateGrant has answered.
    static void checkGrantTokens(@Nullable List<String> tokens) {
        if (tokens != null && !tokens.stream().allMatch(token -> GrantToken.parse(token).isPresent())) {
            throw Errors.invalidGrantToken();
        }
    }

    /// Refuses attested recipients rather than hand them a plaintext in the clear.
    static void refuseRecipient(@Nullable RecipientInfo recipient) {
        if (recipient != null) {
            throw Errors.unsupported("Recipient is not supported by this server.");
        }
    }

    /// Whether the call asks only whether it would be allowed, without a ciphertext to prove it on.
    static boolean ignoresCiphertext(@Nullable Boolean dryRun, @Nullable List<DryRunModifierType> modifiers) {
        if (modifiers == null || modifiers.isEmpty()) {
            return false;
        }
        if (!Boolean.TRUE.equals(dryRun)) {
            throw Errors.validation("DryRunModifiers can be given with DryRun only.");
        }
        return modifiers.contains(DryRunModifierType.IGNORE_CIPHERTEXT);
    }

    /// Ends a dry run that would have succeeded; AWS answers it with an error too.
    static void endDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw Errors.dryRunSucceeded();
        }
    }

    /// Refuses any policy name but the default one.
    static void requireDefaultPolicyName(@Nullable String given) {
        if (given != null && !given.equals(DEFAULT_POLICY_NAME)) {
            throw Errors.notFound("No such policy exists");
        }
    }

    /// A text that every store can keep: U+0000 is refused, which PostgreSQL has no room for.
    static String storableText(String given, String member) {
        if (given.indexOf('\0') >= 0) {
            throw Errors.validation(member + " contains a character that is not allowed.");
        }
        return given;
    }
}
