package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Reply of GetRolePolicy.
///
/// @param roleName the name of the role
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON, URL-encoded; see [PolicyDocuments]
public record GetRolePolicyResponse(
        @RoleNameType String roleName, @PolicyNameType String policyName, @PolicyDocumentType String policyDocument) {}
