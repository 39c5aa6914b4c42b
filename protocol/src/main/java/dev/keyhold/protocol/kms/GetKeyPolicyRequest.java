package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PolicyNameType;
import org.jspecify.annotations.Nullable;

/// Request of GetKeyPolicy, which answers the key policy.
///
/// @param keyId the key
/// @param policyName `default`
public record GetKeyPolicyRequest(@KeyIdType String keyId, @PolicyNameType @Nullable String policyName) {}
