package dev.keyhold.authz;

/// What an action is asked for, together with the policy that is attached to it if it has one.
public sealed interface Resource {
    /// What the resource elements of policies are matched against and error texts name.
    String arn();

    /// A resource that lets callers in by its policy or by grants, of any account.
    sealed interface Guarded extends Resource {
        /// The account that owns it.
        String account();

        /// Its policy.
        ResourcePolicy policy();

        /// The grants on it.
        GrantsOfKey grants();
    }

    /// A KMS key with its key policy.
    ///
    /// @param arn the key's ARN, never an alias
    /// @param account the account that owns the key
    record Key(String arn, String account, KeyPolicy policy, GrantsOfKey grants) implements Guarded {
        public Key {
            Accounts.require(account);
        }
    }

    /// A role that somebody would become, with its trust policy. To who would only manage it, it is [WithoutPolicy].
    ///
    /// @param arn the role's ARN
    /// @param account the account that owns the role
    record Role(String arn, String account, TrustPolicy policy) implements Guarded {
        public Role {
            Accounts.require(account);
        }

        @Override
        public GrantsOfKey grants() {
            return GrantsOfKey.NONE;
        }
    }

    /// A grant that a RetireGrant names. The grant itself says who may; the key policy has no part in it (KMS developer
    /// guide, "Retiring and revoking grants").
    ///
    /// @param arn the key's ARN
    record RetirableGrant(String arn, Grant grant) implements Resource {}

    /// A resource that no policy is attached to, such as an alias: only identity policies of its own account count.
    record WithoutPolicy(String arn, String account) implements Resource {
        public WithoutPolicy {
            Accounts.require(account);
        }
    }

    /// No resource at all, as for CreateKey, ListKeys, ListAliases and GenerateRandom. It is matched as the text `*`,
    /// so a statement that lists ARNs does not cover it.
    record None() implements Resource {
        @Override
        public String arn() {
            return "*";
        }
    }
}
