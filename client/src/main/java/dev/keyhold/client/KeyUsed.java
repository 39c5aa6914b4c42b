package dev.keyhold.client;

import org.jspecify.annotations.Nullable;

/// The KMS key that wrapped or opened a data key.
///
/// @param arn the key's ARN
/// @param materialId the key material's id as the KMS reported it, which changes with each rotation; null where the KMS
///   reports none
public record KeyUsed(String arn, @Nullable String materialId) {}
