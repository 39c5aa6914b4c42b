package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.CustomKeyStoreIdType;
import dev.keyhold.protocol.kms.Shapes.DescriptionType;
import dev.keyhold.protocol.kms.Shapes.PolicyType;
import dev.keyhold.protocol.kms.Shapes.XksKeyIdType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateKey, which makes a KMS key.
///
/// @param policy the key policy, JSON
/// @param description free text
/// @param keyUsage what the key may be used for
/// @param customerMasterKeySpec the old name of KeySpec, with the values it had then
/// @param keySpec the kind of key material
/// @param origin where the material comes from
/// @param customKeyStoreId the custom key store that holds the key
/// @param bypassPolicyLockoutSafetyCheck whether a policy is taken that nobody could change later
/// @param tags tags of the new key
/// @param multiRegion whether it is a multi-Region key
/// @param xksKeyId the key in the external key manager
public record CreateKeyRequest(
        @PolicyType @Nullable String policy,
        @DescriptionType @Nullable String description,
        @Nullable KeyUsageType keyUsage,
        @Nullable CustomerMasterKeySpec customerMasterKeySpec,
        @Nullable KeySpec keySpec,
        @Nullable OriginType origin,
        @CustomKeyStoreIdType @Nullable String customKeyStoreId,
        @Nullable Boolean bypassPolicyLockoutSafetyCheck,
        @Nullable List<Tag> tags,
        @Nullable Boolean multiRegion,
        @XksKeyIdType @Nullable String xksKeyId) {

    /// Copies what could change.
    public CreateKeyRequest {
        tags = Copies.list(tags);
    }
}
