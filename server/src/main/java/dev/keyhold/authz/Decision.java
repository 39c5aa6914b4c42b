package dev.keyhold.authz;

/// The answer to an [AuthorizationRequest].
public sealed interface Decision {
    /// Why, for the auditor.
    Reason reason();

    /// The request may go on.
    record Allowed(Reason.ForAllowing reason) implements Decision {}

    /// The request must not go on.
    record Denied(Reason.ForDenying reason) implements Decision {
        /// What the caller may learn of the reason.
        public Kind kind() {
            return switch (reason) {
                case Reason.ExplicitDeny(StatementRef statement) ->
                        switch (statement.source()) {
                            case StatementRef.Source.OfKey() -> Kind.RESOURCE_POLICY_DENIES;
                            case StatementRef.Source.OfCaller _ -> Kind.IDENTITY_POLICY_DENIES;
                        };
                case Reason.KeyPolicySilent _, Reason.IdentityAllowIsVoid _, Reason.ResourceOfAnotherAccount _ ->
                        Kind.RESOURCE_POLICY_SILENT;
                case Reason.KeyPolicyAloneAllows _, Reason.IdentityPoliciesSilent _ -> Kind.IDENTITY_POLICY_SILENT;
            };
        }

        /// The message of AWS's `AccessDeniedException` for the request that was denied.
        public String callerText(AuthorizationRequest request) {
            String action = request.action().name();
            String why =
                    switch (kind()) {
                        case RESOURCE_POLICY_DENIES -> "with an explicit deny in a resource-based policy";
                        case IDENTITY_POLICY_DENIES -> "with an explicit deny in an identity-based policy";
                        case RESOURCE_POLICY_SILENT ->
                                "because no resource-based policy allows the " + action + " action";
                        case IDENTITY_POLICY_SILENT ->
                                "because no identity-based policy allows the " + action + " action";
                    };
            return "User: %s is not authorized to perform: %s on resource: %s %s"
                    .formatted(request.caller().arn(), action, request.resource().arn(), why);
        }

        /// The four ways of being denied that AWS tells its callers apart.
        public enum Kind {
            /// An explicit deny in the policy of the resource.
            RESOURCE_POLICY_DENIES,
            /// An explicit deny in a policy of the caller.
            IDENTITY_POLICY_DENIES,
            /// The policy of the resource does not let the caller in.
            RESOURCE_POLICY_SILENT,
            /// The caller's own policies do not allow the action.
            IDENTITY_POLICY_SILENT
        }
    }
}
