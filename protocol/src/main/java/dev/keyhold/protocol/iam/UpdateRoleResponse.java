package dev.keyhold.protocol.iam;

/// Reply of UpdateRole, which has a result without members.
public record UpdateRoleResponse() {}
