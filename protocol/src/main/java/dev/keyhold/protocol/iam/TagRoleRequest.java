package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.util.List;

/// Request of TagRole, which adds tags to a role, replacing values of tags that it has.
///
/// @param roleName the name of the role
/// @param tags the tags
public record TagRoleRequest(@RoleNameType String roleName, @TagListType List<Tag> tags) {

    /// Copies what could change.
    public TagRoleRequest {
        tags = List.copyOf(tags);
    }
}
