package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.AliasNameType;

/// Request of DeleteAlias, which takes a name away. The reply has an empty body.
///
/// @param aliasName the alias, with the prefix `alias/`
public record DeleteAliasRequest(@AliasNameType String aliasName) {}
