package dev.keyhold.protocol.iam;

/// Reply of CreateGroup.
///
/// @param group the group
public record CreateGroupResponse(Group group) {}
