package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.RoleDescriptionType;
import dev.keyhold.protocol.iam.Shapes.RoleMaxSessionDurationType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role.
///
/// @param path the path, which begins and ends with a slash
/// @param roleName the name of the role
/// @param roleId the unique id
/// @param arn the ARN
/// @param createDate when it was made
/// @param assumeRolePolicyDocument the trust policy, JSON, URL-encoded; see [PolicyDocuments]
/// @param description free text
/// @param maxSessionDuration the longest session in seconds; the replies of lists and of GetRole have it
/// @param permissionsBoundary the boundary; ListRoles leaves it out
/// @param tags the tags; ListRoles leaves them out
/// @param roleLastUsed the last use; ListRoles leaves it out
public record Role(
        @PathType String path,
        @RoleNameType String roleName,
        @IdType String roleId,
        @ArnType String arn,
        Instant createDate,
        @PolicyDocumentType String assumeRolePolicyDocument,
        @RoleDescriptionType @Nullable String description,
        @RoleMaxSessionDurationType @Nullable Integer maxSessionDuration,
        @Nullable AttachedPermissionsBoundary permissionsBoundary,
        @TagListType @Nullable List<Tag> tags,
        @Nullable RoleLastUsed roleLastUsed) {

    /// Copies what could change.
    public Role {
        tags = Copies.list(tags);
    }
}
