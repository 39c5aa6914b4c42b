package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.RoleDescriptionType;
import dev.keyhold.protocol.iam.Shapes.RoleMaxSessionDurationType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateRole, which makes a role.
///
/// @param path the path, which begins and ends with a slash
/// @param roleName the name of the role
/// @param assumeRolePolicyDocument the trust policy, JSON
/// @param description free text
/// @param maxSessionDuration the longest session in seconds
/// @param permissionsBoundary the managed policy that bounds the permissions
/// @param tags the tags
public record CreateRoleRequest(
        @PathType @PathWords @Nullable String path,
        @RoleNameType String roleName,
        @PolicyDocumentType String assumeRolePolicyDocument,
        @RoleDescriptionType @Nullable String description,
        @RoleMaxSessionDurationType @Nullable Integer maxSessionDuration,
        @ArnType @Nullable String permissionsBoundary,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreateRoleRequest {
        tags = Copies.list(tags);
    }
}
