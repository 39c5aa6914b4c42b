package dev.keyhold.authz;

/// Why a decision fell as it did, for the auditor; the caller gets [Decision.Denied#callerText].
public sealed interface Reason {
    /// One sentence for the audit record, without a full stop.
    String describe();

    /// Why a request is allowed.
    sealed interface ForAllowing extends Reason {}

    /// Why a request is denied.
    sealed interface ForDenying extends Reason {}

    /// The policy of the resource or a grant names the caller, the caller's role, everyone, or, for the root user, the
    /// account.
    record ResourceAllows(Opening opening) implements ForAllowing {
        @Override
        public String describe() {
            return opening.describe() + " allows it";
        }
    }

    /// The policy of the resource or a grant lets the caller's account (or a caller of another account) in, and an
    /// identity policy allows.
    record BothAllow(Opening opening, StatementRef inIdentityPolicy) implements ForAllowing {
        @Override
        public String describe() {
            return opening.describe() + " and " + inIdentityPolicy.describe() + " allow it";
        }
    }

    /// The resource has no policy of its own and an identity policy allows.
    record IdentityPolicyAllows(StatementRef statement) implements ForAllowing {
        @Override
        public String describe() {
            return statement.describe() + " allows it";
        }
    }

    /// The resource has no policy of its own and the caller is root of its account.
    record CallerIsRoot() implements ForAllowing {
        @Override
        public String describe() {
            return "the caller is the root user of the account";
        }
    }

    /// A statement with effect Deny covers the request.
    record ExplicitDeny(StatementRef statement) implements ForDenying {
        @Override
        public String describe() {
            return statement.describe() + " denies it";
        }
    }

    /// No statement of the resource's policy and no grant allows the caller or the caller's account, nor would an
    /// identity policy have.
    ///
    /// @param policy what that policy is
    record ResourceSilent(StatementRef.Source policy) implements ForDenying {
        @Override
        public String describe() {
            String silent =
                    policy instanceof StatementRef.Source.OfKey
                            ? "no statement of the key policy and no grant"
                            : "no statement of the trust policy";
            return silent + " allows it to the caller or the caller's account";
        }
    }

    /// An identity policy allows, but neither the resource's policy nor a grant lets the caller's account decide.
    ///
    /// @param policy what the resource's policy is
    record IdentityAllowIsVoid(StatementRef voidAllow, StatementRef.Source policy) implements ForDenying {
        @Override
        public String describe() {
            String silent =
                    policy instanceof StatementRef.Source.OfKey
                            ? "neither the key policy nor a grant"
                            : "no statement of the trust policy";
            return voidAllow.describe()
                    + " allows it, but "
                    + silent
                    + " allows it to the caller or the caller's account";
        }
    }

    /// The policy of the resource or a grant lets the caller's account (or a caller of another account) in, but no
    /// identity policy allows.
    record ResourceAloneAllows(Opening opening) implements ForDenying {
        @Override
        public String describe() {
            return opening.describe() + " leaves it to the caller's identity policies, none of which allows it";
        }
    }

    /// It would be allowed, but not within what the caller's boundary or session policies allow.
    record Limited(Limit limit) implements ForDenying {
        @Override
        public String describe() {
            return switch (limit) {
                case Limit.Boundary boundary -> boundary.describe() + " does not allow it";
                case Limit.Session session -> session.describe() + " allows it";
            };
        }
    }

    /// The caller is none of those who may retire the grant, nor in their account.
    ///
    /// @param grant the grant's 64 hex digits
    record NotItsToRetire(String grant) implements ForDenying {
        @Override
        public String describe() {
            return "grant " + grant + " does not name the caller or the caller's account as one who may retire it";
        }
    }

    /// The resource has no policy of its own and no identity policy allows.
    record IdentityPoliciesSilent() implements ForDenying {
        @Override
        public String describe() {
            return "no identity policy of the caller allows it";
        }
    }

    /// The resource has no policy of its own that could let in a caller of another account.
    record ResourceOfAnotherAccount() implements ForDenying {
        @Override
        public String describe() {
            return "the resource belongs to another account and has no policy of its own";
        }
    }
}
