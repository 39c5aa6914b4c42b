package dev.keyhold.authz;

import org.jspecify.annotations.Nullable;

/// How the policy of a resource or a grant reaches a caller, nearest first. What a nearer way allows, a farther one
/// allows only together with more.
enum Reach {
    /// It names the one who makes the request: the root user, the user, the session of a role, or everyone.
    IN_PERSON,
    /// It names the role whose session makes the request.
    AS_ROLE,
    /// It names the caller's account, which decides by its identity policies.
    THROUGH_ACCOUNT;

    private static final Reach[] NEAREST_FIRST = values();

    static Reach[] nearestFirst() {
        return NEAREST_FIRST;
    }

    /// What it takes beside being reached so. The root user is its account.
    ///
    /// @param sameAccount whether the caller and the resource belong to one account
    AlsoNeeded alsoNeeded(Principal caller, boolean sameAccount) {
        if (caller instanceof Principal.Root) {
            return AlsoNeeded.NOTHING;
        }
        if (!sameAccount) {
            return AlsoNeeded.IDENTITY_POLICY_WITHIN_LIMITS;
        }
        return switch (this) {
            case IN_PERSON -> AlsoNeeded.NOTHING;
            case AS_ROLE -> AlsoNeeded.LIMITS;
            case THROUGH_ACCOUNT -> AlsoNeeded.IDENTITY_POLICY_WITHIN_LIMITS;
        };
    }

    /// What must allow a request beside the policy of the resource or a grant, least first.
    enum AlsoNeeded {
        NOTHING,
        /// The caller's boundary and session policies.
        LIMITS,
        /// An identity policy, and those.
        IDENTITY_POLICY_WITHIN_LIMITS
    }

    /// The ARN by which the caller is reached so; null if there is none of its own.
    @Nullable String arnOf(Principal caller) {
        return switch (this) {
            case IN_PERSON -> caller instanceof Principal.Service ? null : caller.arn();
            case AS_ROLE -> caller instanceof Principal.RoleSession session ? session.roleArn() : null;
            case THROUGH_ACCOUNT ->
                    switch (caller) {
                        case Principal.Root _, Principal.Service _ -> null;
                        case Principal.User _, Principal.RoleSession _ -> Principal.Root.arnOf(caller.account());
                    };
        };
    }
}
