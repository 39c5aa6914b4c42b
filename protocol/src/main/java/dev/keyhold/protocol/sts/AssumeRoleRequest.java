package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Shapes.ArnType;
import dev.keyhold.protocol.sts.Shapes.ExternalIdType;
import dev.keyhold.protocol.sts.Shapes.ProvidedContextsListType;
import dev.keyhold.protocol.sts.Shapes.RoleDurationSecondsType;
import dev.keyhold.protocol.sts.Shapes.RoleSessionNameType;
import dev.keyhold.protocol.sts.Shapes.SerialNumberType;
import dev.keyhold.protocol.sts.Shapes.SourceIdentityType;
import dev.keyhold.protocol.sts.Shapes.TagKeyListType;
import dev.keyhold.protocol.sts.Shapes.TagKeyType;
import dev.keyhold.protocol.sts.Shapes.TagListType;
import dev.keyhold.protocol.sts.Shapes.TokenCodeType;
import dev.keyhold.protocol.sts.Shapes.UnrestrictedSessionPolicyDocumentType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of AssumeRole, which opens a session of a role.
///
/// @param roleArn the ARN of the role
/// @param roleSessionName a name for the session
/// @param policyArns managed policies that narrow the session
/// @param policy a policy that narrows the session, JSON
/// @param durationSeconds how long the session lasts
/// @param tags tags of the session
/// @param transitiveTagKeys the names of tags that further sessions inherit
/// @param externalId what a third party was told to say
/// @param serialNumber the caller's MFA device
/// @param tokenCode a one-time code
/// @param sourceIdentity who is behind the session
/// @param providedContexts signed statements about its context
public record AssumeRoleRequest(
        @ArnType String roleArn,
        @RoleSessionNameType String roleSessionName,
        @Nullable List<PolicyDescriptorType> policyArns,
        @UnrestrictedSessionPolicyDocumentType @Nullable String policy,
        @RoleDurationSecondsType @Nullable Integer durationSeconds,
        @TagListType @Nullable List<Tag> tags,
        @TagKeyListType @Nullable List<@TagKeyType String> transitiveTagKeys,
        @ExternalIdType @Nullable String externalId,
        @SerialNumberType @Nullable String serialNumber,
        @TokenCodeType @Nullable SecretText tokenCode,
        @SourceIdentityType @Nullable String sourceIdentity,
        @ProvidedContextsListType @Nullable List<ProvidedContext> providedContexts) {

    /// Copies what could change.
    public AssumeRoleRequest {
        policyArns = policyArns == null ? null : List.copyOf(policyArns);
        tags = tags == null ? null : List.copyOf(tags);
        transitiveTagKeys = transitiveTagKeys == null ? null : List.copyOf(transitiveTagKeys);
        providedContexts = providedContexts == null ? null : List.copyOf(providedContexts);
    }
}
