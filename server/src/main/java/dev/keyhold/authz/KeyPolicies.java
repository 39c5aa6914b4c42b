package dev.keyhold.authz;

/// The two rules of KMS about key policies as a whole.
public final class KeyPolicies {
    private static final Action PUT_KEY_POLICY = Action.of("kms:PutKeyPolicy");

    private KeyPolicies() {}

    /// The text of the policy of a key that was created without one: it leaves every decision to the account (KMS
    /// developer guide, "Default key policy").
    ///
    /// @param account twelve digits
    public static String defaultPolicy(String account) {
        return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%s"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }\
        """
                .formatted(new Principal.Root(account).arn());
    }

    /// The lockout safety check of CreateKey and PutKeyPolicy: whether the caller could still change the policy once
    /// the key has it.
    ///
    /// @param key the key with the policy that it is about to get
    /// @param context of such a call
    public static boolean callerCanPutPolicy(
            Principal caller, CallerPolicies policies, Resource.Key key, RequestContext context) {
        Decision decision = Authorizer.decide(new AuthorizationRequest(caller, policies, PUT_KEY_POLICY, key, context));
        return switch (decision) {
            case Decision.Allowed _ -> true;
            case Decision.Denied _ -> false;
        };
    }
}
