package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of GetRolePolicy, which answers an inline policy of a role.
///
/// @param roleName the name of the role
/// @param policyName the name of the policy
public record GetRolePolicyRequest(@RoleNameType String roleName, @PolicyNameType String policyName) {}
