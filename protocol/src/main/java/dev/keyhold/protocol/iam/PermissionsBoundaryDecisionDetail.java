package dev.keyhold.protocol.iam;

/// What a permissions boundary adds to a decision.
///
/// @param allowedByPermissionsBoundary whether the boundary allows it
public record PermissionsBoundaryDecisionDetail(Boolean allowedByPermissionsBoundary) {}
