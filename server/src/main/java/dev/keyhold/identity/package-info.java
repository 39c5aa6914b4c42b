/// Accounts, users and their credentials.
///
/// Owns the identities that can sign a request ([Identity]), their access keys ([AccessKey]), the changes to them
/// ([IdentityChange]) and the port through which they are read ([IdentityStore]).
@NullMarked
package dev.keyhold.identity;

import org.jspecify.annotations.NullMarked;
