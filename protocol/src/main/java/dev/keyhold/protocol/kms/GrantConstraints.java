package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantConstraintSourceArnType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a grant asks of the requests that it allows.
///
/// @param encryptionContextSubset pairs that the encryption context must have, among others
/// @param encryptionContextEquals what the encryption context must be
/// @param sourceArn the resource for which an AWS service must be acting
public record GrantConstraints(
        @Nullable Map<String, String> encryptionContextSubset,
        @Nullable Map<String, String> encryptionContextEquals,
        @GrantConstraintSourceArnType @Nullable String sourceArn) {

    /// Copies what could change.
    public GrantConstraints {
        encryptionContextSubset = Copies.map(encryptionContextSubset);
        encryptionContextEquals = Copies.map(encryptionContextEquals);
    }
}
