package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of AttachRolePolicy, which attaches a managed policy to a role.
///
/// @param roleName the name of the role
/// @param policyArn the ARN of the managed policy
public record AttachRolePolicyRequest(@RoleNameType String roleName, @ArnType String policyArn) {}
