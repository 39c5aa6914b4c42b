package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.AliasNameType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of UpdateAlias, which points a name at another key. The reply has an empty body.
///
/// @param aliasName the alias, with the prefix `alias/`
/// @param targetKeyId the key that the alias names
public record UpdateAliasRequest(@AliasNameType String aliasName, @KeyIdType String targetKeyId) {}
