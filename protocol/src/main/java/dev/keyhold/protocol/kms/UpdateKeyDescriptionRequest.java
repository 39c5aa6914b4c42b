package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.DescriptionType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of UpdateKeyDescription. The reply has an empty body.
///
/// @param keyId the key
/// @param description free text
public record UpdateKeyDescriptionRequest(@KeyIdType String keyId, @DescriptionType String description) {}
