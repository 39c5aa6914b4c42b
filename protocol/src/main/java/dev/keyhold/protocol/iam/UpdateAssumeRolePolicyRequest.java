package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of UpdateAssumeRolePolicy, which replaces the trust policy of a role.
///
/// @param roleName the name of the role
/// @param policyDocument the trust policy, JSON
public record UpdateAssumeRolePolicyRequest(@RoleNameType String roleName, @PolicyDocumentType String policyDocument) {}
