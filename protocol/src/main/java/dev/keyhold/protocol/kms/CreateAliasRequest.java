package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.AliasNameType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of CreateAlias, which gives a key a name. The reply has an empty body.
///
/// @param aliasName the alias, with the prefix `alias/`
/// @param targetKeyId the key that the alias names
public record CreateAliasRequest(@AliasNameType String aliasName, @KeyIdType String targetKeyId) {}
