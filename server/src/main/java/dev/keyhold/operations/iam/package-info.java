/// IAM: users, groups, roles, their policies and credentials, as the AWS tools manage them.
///
/// Owns the operations of the API of 2010-05-08. [IamOperations] lists them. What is the same for users, groups and
/// roles (inline policies, attached policies, boundaries, tags) stands once, in one class for each family; every other
/// operation has its own class. All are decided by identity policies alone: `iam:<Operation>` on the ARN that they
/// concern.
@NullMarked
package dev.keyhold.operations.iam;

import org.jspecify.annotations.NullMarked;
