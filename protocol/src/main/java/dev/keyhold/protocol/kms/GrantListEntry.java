package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantIdType;
import dev.keyhold.protocol.kms.Shapes.GrantNameType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PrincipalIdType;
import dev.keyhold.protocol.kms.Shapes.ServicePrincipalType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One grant of ListGrants or ListRetirableGrants.
///
/// @param keyId the key's ARN
/// @param grantId the grant's id
/// @param name as given, empty if none was
/// @param creationDate when it was made
/// @param granteePrincipal who has it; for a service its name in the region
/// @param retiringPrincipal who may end it
/// @param issuingAccount the root ARN of the account that made it
/// @param operations what it allows
/// @param constraints what it asks of requests
/// @param granteeServicePrincipal the AWS service that has it
/// @param retiringServicePrincipal the AWS service that may end it
public record GrantListEntry(
        @KeyIdType String keyId,
        @GrantIdType String grantId,
        @GrantNameType String name,
        Instant creationDate,
        @PrincipalIdType @Nullable String granteePrincipal,
        @PrincipalIdType @Nullable String retiringPrincipal,
        @PrincipalIdType String issuingAccount,
        List<GrantOperation> operations,
        @Nullable GrantConstraints constraints,
        @ServicePrincipalType @Nullable String granteeServicePrincipal,
        @ServicePrincipalType @Nullable String retiringServicePrincipal) {

    /// Copies what could change.
    public GrantListEntry {
        operations = List.copyOf(operations);
    }
}
