package dev.keyhold.operations.iam;

import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.iam.AttachedPermissionsBoundary;
import dev.keyhold.protocol.iam.PermissionsBoundaryAttachmentType;
import dev.keyhold.protocol.iam.PolicyDocuments;
import dev.keyhold.protocol.iam.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How identities stand in answers.
final class Shown {

    private Shown() {}

    /// A user with all that is known of it.
    static dev.keyhold.protocol.iam.User user(User user) {
        return new dev.keyhold.protocol.iam.User(
                user.path(),
                user.name(),
                user.id(),
                user.arn(),
                user.created(),
                null,
                boundary(user.attachments()),
                user.tags().isEmpty() ? null : IamTags.list(user.tags()));
    }

    /// A user in a list, without boundary and tags.
    static dev.keyhold.protocol.iam.User listed(User user) {
        return new dev.keyhold.protocol.iam.User(
                user.path(), user.name(), user.id(), user.arn(), user.created(), null, null, null);
    }

    static dev.keyhold.protocol.iam.Group group(Group group) {
        return new dev.keyhold.protocol.iam.Group(group.path(), group.name(), group.id(), group.arn(), group.created());
    }

    /// A role with all that is known of it.
    static dev.keyhold.protocol.iam.Role role(Role role) {
        return role(role, boundary(role.attachments()), role.tags().isEmpty() ? null : IamTags.list(role.tags()));
    }

    /// A role in a list, without boundary and tags.
    static dev.keyhold.protocol.iam.Role listed(Role role) {
        return role(role, null, null);
    }

    private static dev.keyhold.protocol.iam.Role role(
            Role role, @Nullable AttachedPermissionsBoundary boundary, @Nullable List<Tag> tags) {
        return new dev.keyhold.protocol.iam.Role(
                role.path(),
                role.name(),
                role.id(),
                role.arn(),
                role.created(),
                PolicyDocuments.encode(role.trust()),
                role.description().isEmpty() ? null : role.description(),
                Math.toIntExact(role.maxSession().toSeconds()),
                boundary,
                tags,
                null);
    }

    static @Nullable AttachedPermissionsBoundary boundary(Attachments attachments) {
        return attachments
                .boundary()
                .map(arn ->
                        new AttachedPermissionsBoundary(
                                PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY, arn))
                .orElse(null);
    }
}
