package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.sts.Shapes.TagKeyType;
import dev.keyhold.protocol.sts.Shapes.TagValueType;

/// A tag.
///
/// @param key the name
/// @param value the value
public record Tag(@TagKeyType String key, @TagValueType String value) {}
