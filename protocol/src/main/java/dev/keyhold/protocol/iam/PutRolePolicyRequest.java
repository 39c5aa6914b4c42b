package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of PutRolePolicy, which puts an inline policy into a role, replacing one of the same name.
///
/// @param roleName the name of the role
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON
public record PutRolePolicyRequest(
        @RoleNameType String roleName, @PolicyNameType String policyName, @PolicyDocumentType String policyDocument) {}
