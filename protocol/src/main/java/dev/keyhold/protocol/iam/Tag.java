package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.TagKeyType;
import dev.keyhold.protocol.iam.Shapes.TagValueType;

/// A tag.
///
/// @param key the name
/// @param value the value
public record Tag(@TagKeyType String key, @TagValueType String value) {}
