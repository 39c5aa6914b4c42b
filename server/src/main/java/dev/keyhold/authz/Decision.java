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
                            case StatementRef.Source.OfKey(), StatementRef.Source.OfRole() ->
                                    Kind.RESOURCE_POLICY_DENIES;
                            case StatementRef.Source.OfCaller _ -> Kind.IDENTITY_POLICY_DENIES;
                            case StatementRef.Source.OfBoundary _ -> Kind.BOUNDARY_DENIES;
                            case StatementRef.Source.OfSession _ -> Kind.SESSION_POLICY_DENIES;
                        };
                case Reason.ResourceSilent _,
                        Reason.IdentityAllowIsVoid _,
                        Reason.ResourceOfAnotherAccount _,
                        Reason.NotItsToRetire _ ->
                        Kind.RESOURCE_POLICY_SILENT;
                case Reason.ResourceAloneAllows _, Reason.IdentityPoliciesSilent _ -> Kind.IDENTITY_POLICY_SILENT;
                case Reason.Limited(Limit limit) ->
                        switch (limit) {
                            case Limit.Boundary _ -> Kind.BOUNDARY_SILENT;
                            case Limit.Session _ -> Kind.SESSION_POLICY_SILENT;
                        };
            };
        }

        /// The message of AWS's `AccessDeniedException` for the request that was denied.
        public String callerText(AuthorizationRequest request) {
            String action = request.action().name();
            String why =
                    switch (kind()) {
                        case RESOURCE_POLICY_DENIES -> "with an explicit deny in a resource-based policy";
                        case IDENTITY_POLICY_DENIES -> "with an explicit deny in an identity-based policy";
                        case BOUNDARY_DENIES -> "with an explicit deny in a permissions boundary";
                        case SESSION_POLICY_DENIES -> "with an explicit deny in a session policy";
                        case BOUNDARY_SILENT -> "because no permissions boundary allows the " + action + " action";
                        case SESSION_POLICY_SILENT -> "because no session policy allows the " + action + " action";
                        case RESOURCE_POLICY_SILENT ->
                                "because no resource-based policy allows the " + action + " action";
                        case IDENTITY_POLICY_SILENT ->
                                "because no identity-based policy allows the " + action + " action";
                    };
            return "User: %s is not authorized to perform: %s on resource: %s %s"
                    .formatted(request.caller().arn(), action, request.resource().arn(), why);
        }

        /// The ways of being denied that AWS tells its callers apart.
        public enum Kind {
            /// An explicit deny in the policy of the resource.
            RESOURCE_POLICY_DENIES,
            /// An explicit deny in a policy of the caller.
            IDENTITY_POLICY_DENIES,
            /// An explicit deny in the caller's permissions boundary.
            BOUNDARY_DENIES,
            /// An explicit deny in a policy of the caller's session.
            SESSION_POLICY_DENIES,
            /// The policy of the resource does not let the caller in.
            RESOURCE_POLICY_SILENT,
            /// The caller's own policies do not allow the action.
            IDENTITY_POLICY_SILENT,
            /// The caller's permissions boundary does not allow the action.
            BOUNDARY_SILENT,
            /// The policies of the caller's session do not allow the action.
            SESSION_POLICY_SILENT
        }
    }
}
