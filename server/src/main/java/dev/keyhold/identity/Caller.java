package dev.keyhold.identity;

import java.util.Optional;

/// Who signed a request, as proven by the signature.
///
/// @param account the 12-digit account
/// @param user the user; empty for the account's root
/// @param accessKeyId the credential that signed
public record Caller(String account, Optional<User> user, String accessKeyId) {

    /// `arn:aws:iam::<account>:root` or `arn:aws:iam::<account>:user/<name>`.
    public String arn() {
        return "arn:aws:iam::" + account + user.map(u -> ":user/" + u.name()).orElse(":root");
    }

    /// The unique id of the identity: the user's id, or the account for root.
    public String principalId() {
        return user.map(User::id).orElse(account);
    }
}
