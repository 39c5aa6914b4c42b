package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.WireName;
import dev.keyhold.protocol.kms.Shapes.ArnType;
import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.CloudHsmClusterIdType;
import dev.keyhold.protocol.kms.Shapes.CustomKeyStoreIdType;
import dev.keyhold.protocol.kms.Shapes.DescriptionType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PendingWindowInDaysType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that DescribeKey tells about a key.
///
/// @param awsAccountId the 12 digits of the owner
/// @param keyId the key's id
/// @param arn the key's ARN
/// @param creationDate when it was made
/// @param enabled whether the key is in state Enabled
/// @param description free text
/// @param keyUsage what the key may be used for
/// @param keyState the state
/// @param deletionDate when the key is to be deleted, only while that is pending
/// @param validTo when the imported material expires
/// @param origin where the material comes from
/// @param customKeyStoreId the custom key store that holds the key
/// @param cloudHsmClusterId the HSM cluster that holds the key
/// @param expirationModel whether the imported material expires
/// @param keyManager whether the customer or the service manages the key
/// @param customerMasterKeySpec the old name of KeySpec, with the values it had then
/// @param keySpec the kind of key material
/// @param encryptionAlgorithms the algorithms for ENCRYPT_DECRYPT
/// @param signingAlgorithms the algorithms for SIGN_VERIFY
/// @param keyAgreementAlgorithms the algorithms for KEY_AGREEMENT
/// @param encapsulationAlgorithms the algorithms for ENCAPSULATE_DECAPSULATE
/// @param multiRegion whether it is a multi-Region key
/// @param multiRegionConfiguration the other keys of the set, only for a multi-Region key
/// @param pendingDeletionWindowInDays the waiting time of a primary key that still has replicas
/// @param macAlgorithms the algorithms for GENERATE_VERIFY_MAC
/// @param xksKeyConfiguration the key in the external key manager
/// @param currentKeyMaterialId the material that encrypts, only for symmetric keys
public record KeyMetadata(
        @WireName("AWSAccountId") @Nullable String awsAccountId,
        @KeyIdType String keyId,
        @ArnType @Nullable String arn,
        @Nullable Instant creationDate,
        @Nullable Boolean enabled,
        @DescriptionType @Nullable String description,
        @Nullable KeyUsageType keyUsage,
        @Nullable KeyState keyState,
        @Nullable Instant deletionDate,
        @Nullable Instant validTo,
        @Nullable OriginType origin,
        @CustomKeyStoreIdType @Nullable String customKeyStoreId,
        @CloudHsmClusterIdType @Nullable String cloudHsmClusterId,
        @Nullable ExpirationModelType expirationModel,
        @Nullable KeyManagerType keyManager,
        @Nullable CustomerMasterKeySpec customerMasterKeySpec,
        @Nullable KeySpec keySpec,
        @Nullable List<EncryptionAlgorithmSpec> encryptionAlgorithms,
        @Nullable List<SigningAlgorithmSpec> signingAlgorithms,
        @Nullable List<KeyAgreementAlgorithmSpec> keyAgreementAlgorithms,
        @Nullable List<EncapsulationAlgorithmSpec> encapsulationAlgorithms,
        @Nullable Boolean multiRegion,
        @Nullable MultiRegionConfiguration multiRegionConfiguration,
        @PendingWindowInDaysType @Nullable Integer pendingDeletionWindowInDays,
        @Nullable List<MacAlgorithmSpec> macAlgorithms,
        @Nullable XksKeyConfigurationType xksKeyConfiguration,
        @BackingKeyIdType @Nullable String currentKeyMaterialId) {

    /// Copies what could change.
    public KeyMetadata {
        encryptionAlgorithms = Copies.list(encryptionAlgorithms);
        signingAlgorithms = Copies.list(signingAlgorithms);
        keyAgreementAlgorithms = Copies.list(keyAgreementAlgorithms);
        encapsulationAlgorithms = Copies.list(encapsulationAlgorithms);
        macAlgorithms = Copies.list(macAlgorithms);
    }

    /// Starts on the metadata of a key, whose id is all that must be there.
    public static Builder builder(String keyId) {
        return new Builder(keyId);
    }

    /// Gathers the members that a key has. For one thread.
    public static final class Builder {

        private final String keyId;
        private @Nullable String awsAccountId;
        private @Nullable String arn;
        private @Nullable Instant creationDate;
        private @Nullable Boolean enabled;
        private @Nullable String description;
        private @Nullable KeyUsageType keyUsage;
        private @Nullable KeyState keyState;
        private @Nullable Instant deletionDate;
        private @Nullable Instant validTo;
        private @Nullable OriginType origin;
        private @Nullable String customKeyStoreId;
        private @Nullable String cloudHsmClusterId;
        private @Nullable ExpirationModelType expirationModel;
        private @Nullable KeyManagerType keyManager;
        private @Nullable CustomerMasterKeySpec customerMasterKeySpec;
        private @Nullable KeySpec keySpec;
        private @Nullable List<EncryptionAlgorithmSpec> encryptionAlgorithms;
        private @Nullable List<SigningAlgorithmSpec> signingAlgorithms;
        private @Nullable List<KeyAgreementAlgorithmSpec> keyAgreementAlgorithms;
        private @Nullable List<EncapsulationAlgorithmSpec> encapsulationAlgorithms;
        private @Nullable Boolean multiRegion;
        private @Nullable MultiRegionConfiguration multiRegionConfiguration;
        private @Nullable Integer pendingDeletionWindowInDays;
        private @Nullable List<MacAlgorithmSpec> macAlgorithms;
        private @Nullable XksKeyConfigurationType xksKeyConfiguration;
        private @Nullable String currentKeyMaterialId;

        private Builder(String keyId) {
            this.keyId = keyId;
        }

        /// The 12 digits of the owner.
        public Builder awsAccountId(@Nullable String given) {
            this.awsAccountId = given;
            return this;
        }

        /// The key's ARN.
        public Builder arn(@Nullable String given) {
            this.arn = given;
            return this;
        }

        /// When it was made.
        public Builder creationDate(@Nullable Instant given) {
            this.creationDate = given;
            return this;
        }

        /// Whether the key is in state Enabled.
        public Builder enabled(@Nullable Boolean given) {
            this.enabled = given;
            return this;
        }

        /// Free text.
        public Builder description(@Nullable String given) {
            this.description = given;
            return this;
        }

        /// What the key may be used for.
        public Builder keyUsage(@Nullable KeyUsageType given) {
            this.keyUsage = given;
            return this;
        }

        /// The state.
        public Builder keyState(@Nullable KeyState given) {
            this.keyState = given;
            return this;
        }

        /// When the key is to be deleted, only while that is pending.
        public Builder deletionDate(@Nullable Instant given) {
            this.deletionDate = given;
            return this;
        }

        /// When the imported material expires.
        public Builder validTo(@Nullable Instant given) {
            this.validTo = given;
            return this;
        }

        /// Where the material comes from.
        public Builder origin(@Nullable OriginType given) {
            this.origin = given;
            return this;
        }

        /// The custom key store that holds the key.
        public Builder customKeyStoreId(@Nullable String given) {
            this.customKeyStoreId = given;
            return this;
        }

        /// The HSM cluster that holds the key.
        public Builder cloudHsmClusterId(@Nullable String given) {
            this.cloudHsmClusterId = given;
            return this;
        }

        /// Whether the imported material expires.
        public Builder expirationModel(@Nullable ExpirationModelType given) {
            this.expirationModel = given;
            return this;
        }

        /// Whether the customer or the service manages the key.
        public Builder keyManager(@Nullable KeyManagerType given) {
            this.keyManager = given;
            return this;
        }

        /// The old name of KeySpec, with the values it had then.
        public Builder customerMasterKeySpec(@Nullable CustomerMasterKeySpec given) {
            this.customerMasterKeySpec = given;
            return this;
        }

        /// The kind of key material.
        public Builder keySpec(@Nullable KeySpec given) {
            this.keySpec = given;
            return this;
        }

        /// The algorithms for ENCRYPT_DECRYPT.
        public Builder encryptionAlgorithms(@Nullable List<EncryptionAlgorithmSpec> given) {
            this.encryptionAlgorithms = given;
            return this;
        }

        /// The algorithms for SIGN_VERIFY.
        public Builder signingAlgorithms(@Nullable List<SigningAlgorithmSpec> given) {
            this.signingAlgorithms = given;
            return this;
        }

        /// The algorithms for KEY_AGREEMENT.
        public Builder keyAgreementAlgorithms(@Nullable List<KeyAgreementAlgorithmSpec> given) {
            this.keyAgreementAlgorithms = given;
            return this;
        }

        /// The algorithms for ENCAPSULATE_DECAPSULATE.
        public Builder encapsulationAlgorithms(@Nullable List<EncapsulationAlgorithmSpec> given) {
            this.encapsulationAlgorithms = given;
            return this;
        }

        /// Whether it is a multi-Region key.
        public Builder multiRegion(@Nullable Boolean given) {
            this.multiRegion = given;
            return this;
        }

        /// The other keys of the set, only for a multi-Region key.
        public Builder multiRegionConfiguration(@Nullable MultiRegionConfiguration given) {
            this.multiRegionConfiguration = given;
            return this;
        }

        /// The waiting time of a primary key that still has replicas.
        public Builder pendingDeletionWindowInDays(@Nullable Integer given) {
            this.pendingDeletionWindowInDays = given;
            return this;
        }

        /// The algorithms for GENERATE_VERIFY_MAC.
        public Builder macAlgorithms(@Nullable List<MacAlgorithmSpec> given) {
            this.macAlgorithms = given;
            return this;
        }

        /// The key in the external key manager.
        public Builder xksKeyConfiguration(@Nullable XksKeyConfigurationType given) {
            this.xksKeyConfiguration = given;
            return this;
        }

        /// The material that encrypts, only for symmetric keys.
        public Builder currentKeyMaterialId(@Nullable String given) {
            this.currentKeyMaterialId = given;
            return this;
        }

        /// The metadata as gathered.
        public KeyMetadata build() {
            return new KeyMetadata(
                    awsAccountId,
                    keyId,
                    arn,
                    creationDate,
                    enabled,
                    description,
                    keyUsage,
                    keyState,
                    deletionDate,
                    validTo,
                    origin,
                    customKeyStoreId,
                    cloudHsmClusterId,
                    expirationModel,
                    keyManager,
                    customerMasterKeySpec,
                    keySpec,
                    encryptionAlgorithms,
                    signingAlgorithms,
                    keyAgreementAlgorithms,
                    encapsulationAlgorithms,
                    multiRegion,
                    multiRegionConfiguration,
                    pendingDeletionWindowInDays,
                    macAlgorithms,
                    xksKeyConfiguration,
                    currentKeyMaterialId);
        }
    }
}
