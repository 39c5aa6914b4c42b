package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.XksKeyIdType;
import org.jspecify.annotations.Nullable;

/// The external key behind a KMS key.
///
/// @param id the id in the external key manager
public record XksKeyConfigurationType(@XksKeyIdType @Nullable String id) {}
