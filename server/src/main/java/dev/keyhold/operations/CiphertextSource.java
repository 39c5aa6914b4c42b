package dev.keyhold.operations;

import dev.keyhold.crypto.CiphertextHeader;
import dev.keyhold.crypto.InvalidCiphertextException;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KeyId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the key that a ciphertext was made with, in O(1) from its header.
final class CiphertextSource {

    private final Keys keys;
    private final KeyResolver resolver;
    private final long deploymentId;

    CiphertextSource(Keys keys, KeyResolver resolver, long deploymentId) {
        this.keys = keys;
        this.resolver = resolver;
        this.deploymentId = deploymentId;
    }

    /// The key that a dry run asks about, which must be named where there is no ciphertext.
    ///
    /// @param member the name of the member that names it
    KmsKey keyOfDryRun(Call call, @Nullable String keyId, String member) {
        if (keyId == null) {
            throw Errors.validation(member + " is required with the modifier IGNORE_CIPHERTEXT.");
        }
        return resolver.resolve(call, keyId, KeyForms.ANY);
    }

    /// The key to decrypt with. Without `keyId` a ciphertext of an unknown key reads as one that the caller may not
    /// use, so that nobody learns which keys exist; with it the two keys must be the same.
    KmsKey key(Call call, byte[] ciphertext, @Nullable String keyId) {
        if (keyId == null) {
            KmsKey key = named(call, ciphertext).orElseThrow(Errors::decryptNotAllowed);
            call.concerns(key);
            return key;
        }
        KmsKey given = resolver.resolve(call, keyId, KeyForms.ANY);
        Optional<KmsKey> named = named(call, ciphertext);
        if (named.isEmpty() || !named.get().arn().equals(given.arn())) {
            throw Errors.incorrectKey();
        }
        return given;
    }

    private Optional<KmsKey> named(Call call, byte[] ciphertext) {
        CiphertextHeader header;
        try {
            header = CiphertextHeader.parse(ciphertext);
        } catch (InvalidCiphertextException malformed) {
            throw Errors.invalidCiphertext();
        }
        if (header.deployment() != deploymentId) {
            return Optional.empty();
        }
        return keys.key(call.region(), KeyId.of(header.keyId().toBytes(), false), call.reads());
    }
}
