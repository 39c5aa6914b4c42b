package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.AliasNameType;
import dev.keyhold.protocol.kms.Shapes.ArnType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One alias of ListAliases.
///
/// @param aliasName the alias, with the prefix `alias/`
/// @param aliasArn the alias's ARN
/// @param targetKeyId the key's id, not its ARN
/// @param creationDate when it was made
/// @param lastUpdatedDate when the target last changed
public record AliasListEntry(
        @AliasNameType String aliasName,
        @ArnType String aliasArn,
        @KeyIdType @Nullable String targetKeyId,
        @Nullable Instant creationDate,
        @Nullable Instant lastUpdatedDate) {}
