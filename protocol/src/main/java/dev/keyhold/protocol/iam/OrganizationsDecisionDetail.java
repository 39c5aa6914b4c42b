package dev.keyhold.protocol.iam;

/// What the policies of an organization add to a decision.
///
/// @param allowedByOrganizations whether the organization allows it
public record OrganizationsDecisionDetail(Boolean allowedByOrganizations) {}
