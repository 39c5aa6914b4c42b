package dev.keyhold.authz;

/// Why a decision fell as it did, for the auditor; the caller gets [Decision.Denied#callerText].
public sealed interface Reason {
    /// One sentence for the audit record, without a full stop.
    String describe();

    /// Why a request is allowed.
    sealed interface ForAllowing extends Reason {}

    /// Why a request is denied.
    sealed interface ForDenying extends Reason {}

    /// The key policy names the caller, everyone, or, for the root user, the account.
    record KeyPolicyAllows(StatementRef statement) implements ForAllowing {
        @Override
        public String describe() {
            return statement.describe() + " allows it";
        }
    }

    /// The key policy lets the caller's account (or a caller of another account) in, and an identity policy allows.
    record BothPoliciesAllow(StatementRef inKeyPolicy, StatementRef inIdentityPolicy) implements ForAllowing {
        @Override
        public String describe() {
            return inKeyPolicy.describe() + " and " + inIdentityPolicy.describe() + " allow it";
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

    /// No statement of the key policy allows the caller or the caller's account, nor would an identity policy have.
    record KeyPolicySilent() implements ForDenying {
        @Override
        public String describe() {
            return "no statement of the key policy allows it to the caller or the caller's account";
        }
    }

    /// An identity policy allows, but the key policy does not let the caller's account decide.
    record IdentityAllowIsVoid(StatementRef voidAllow) implements ForDenying {
        @Override
        public String describe() {
            return voidAllow.describe()
                    + " allows it, but the key policy allows it neither to the caller nor to the"
                    + " caller's account";
        }
    }

    /// The key policy lets the caller's account (or a caller of another account) in, but no identity policy allows.
    record KeyPolicyAloneAllows(StatementRef inKeyPolicy) implements ForDenying {
        @Override
        public String describe() {
            return inKeyPolicy.describe() + " leaves it to the caller's identity policies, none of which allows it";
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
