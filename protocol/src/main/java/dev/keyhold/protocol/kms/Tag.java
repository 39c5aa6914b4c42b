package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.TagKeyType;
import dev.keyhold.protocol.kms.Shapes.TagValueType;

/// A tag of a key.
///
/// @param tagKey the name
/// @param tagValue the value
public record Tag(@TagKeyType String tagKey, @TagValueType String tagValue) {}
