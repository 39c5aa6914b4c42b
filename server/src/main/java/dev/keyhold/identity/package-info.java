/// Who calls: users, groups and roles with the policies that they carry, managed policies, credentials and sessions.
///
/// Owns the values ([User], [Group], [Role], [ManagedPolicy], [AccessKey], [Session]), the changes that can happen to
/// them ([IdentityChange]) and the port through which they are read ([IdentityStore]). What others refer to is an
/// identity's id, never its name. Start reading at [Caller], then [PolicyHolder].
@NullMarked
package dev.keyhold.identity;

import org.jspecify.annotations.NullMarked;
