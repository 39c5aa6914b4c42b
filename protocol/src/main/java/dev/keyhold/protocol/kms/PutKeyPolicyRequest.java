package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PolicyNameType;
import dev.keyhold.protocol.kms.Shapes.PolicyType;
import org.jspecify.annotations.Nullable;

/// Request of PutKeyPolicy, which replaces the key policy. The reply has an empty body.
///
/// @param keyId the key
/// @param policyName `default`
/// @param policy the key policy, JSON
/// @param bypassPolicyLockoutSafetyCheck whether a policy is taken that nobody could change later
public record PutKeyPolicyRequest(
        @KeyIdType String keyId,
        @PolicyNameType @Nullable String policyName,
        @PolicyType String policy,
        @Nullable Boolean bypassPolicyLockoutSafetyCheck) {}
