package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Shapes.ArnType;
import dev.keyhold.protocol.sts.Shapes.ClientTokenType;
import dev.keyhold.protocol.sts.Shapes.RoleDurationSecondsType;
import dev.keyhold.protocol.sts.Shapes.RoleSessionNameType;
import dev.keyhold.protocol.sts.Shapes.SessionPolicyDocumentType;
import dev.keyhold.protocol.sts.Shapes.UrlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of AssumeRoleWithWebIdentity, which opens a session of a role for the bearer of a token of an OpenID Connect
/// provider; the call is not signed.
///
/// @param roleArn the ARN of the role
/// @param roleSessionName a name for the session
/// @param webIdentityToken the token
/// @param providerId the OAuth 2.0 provider; not given for OpenID Connect
/// @param policyArns managed policies that narrow the session
/// @param policy a policy that narrows the session, JSON
/// @param durationSeconds how long the session lasts
public record AssumeRoleWithWebIdentityRequest(
        @ArnType String roleArn,
        @RoleSessionNameType String roleSessionName,
        @ClientTokenType SecretText webIdentityToken,
        @UrlType @Nullable String providerId,
        @Nullable List<PolicyDescriptorType> policyArns,
        @SessionPolicyDocumentType @Nullable String policy,
        @RoleDurationSecondsType @Nullable Integer durationSeconds) {

    /// Copies what could change.
    public AssumeRoleWithWebIdentityRequest {
        policyArns = policyArns == null ? null : List.copyOf(policyArns);
    }
}
