package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import dev.keyhold.protocol.iam.Shapes.TagKeyListType;
import dev.keyhold.protocol.iam.Shapes.TagKeyType;
import java.util.List;

/// Request of UntagRole, which takes tags from a role.
///
/// @param roleName the name of the role
/// @param tagKeys the names of the tags
public record UntagRoleRequest(@RoleNameType String roleName, @TagKeyListType List<@TagKeyType String> tagKeys) {

    /// Copies what could change.
    public UntagRoleRequest {
        tagKeys = List.copyOf(tagKeys);
    }
}
