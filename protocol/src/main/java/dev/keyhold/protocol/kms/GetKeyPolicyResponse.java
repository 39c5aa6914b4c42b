package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.PolicyNameType;
import dev.keyhold.protocol.kms.Shapes.PolicyType;
import org.jspecify.annotations.Nullable;

/// Reply of GetKeyPolicy.
///
/// @param policy the key policy, JSON
/// @param policyName `default`
public record GetKeyPolicyResponse(@PolicyType String policy, @PolicyNameType @Nullable String policyName) {}
