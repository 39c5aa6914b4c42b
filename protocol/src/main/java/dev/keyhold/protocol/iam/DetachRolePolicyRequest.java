package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of DetachRolePolicy, which detaches a managed policy from a role.
///
/// @param roleName the name of the role
/// @param policyArn the ARN of the managed policy
public record DetachRolePolicyRequest(@RoleNameType String roleName, @ArnType String policyArn) {}
