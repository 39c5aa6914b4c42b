package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantNameType;
import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PrincipalIdType;
import dev.keyhold.protocol.kms.Shapes.ServicePrincipalType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateGrant, which allows a principal the use of a key.
///
/// @param keyId the key
/// @param granteePrincipal who gets the grant; this or the service
/// @param retiringPrincipal who may end it; this or the service, or neither
/// @param operations what it allows
/// @param constraints what it asks of requests
/// @param grantTokens grants that may be too fresh to be seen
/// @param name by which a repeated request is known
/// @param dryRun whether only the right to make the call is checked
/// @param granteeServicePrincipal the AWS service that gets the grant
/// @param retiringServicePrincipal the AWS service that may end it
public record CreateGrantRequest(
        @KeyIdType String keyId,
        @PrincipalIdType @Nullable String granteePrincipal,
        @PrincipalIdType @Nullable String retiringPrincipal,
        List<GrantOperation> operations,
        @Nullable GrantConstraints constraints,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @GrantNameType @Nullable String name,
        @Nullable Boolean dryRun,
        @ServicePrincipalType @Nullable String granteeServicePrincipal,
        @ServicePrincipalType @Nullable String retiringServicePrincipal) {

    /// Copies what could change.
    public CreateGrantRequest {
        operations = List.copyOf(operations);
        grantTokens = Copies.list(grantTokens);
    }
}
