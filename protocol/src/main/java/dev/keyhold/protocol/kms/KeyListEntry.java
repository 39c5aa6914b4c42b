package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.ArnType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// One key of ListKeys.
///
/// @param keyId the key's id
/// @param keyArn the key's ARN
public record KeyListEntry(@KeyIdType String keyId, @ArnType String keyArn) {}
