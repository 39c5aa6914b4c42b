package dev.keyhold.operations;

/// An API that this server speaks, and how its calls are recognised: by the prefix of X-Amz-Target for the awsJson1.1
/// ones, by the version of a form body for awsQuery.
public enum Api {
    /// AWS KMS, awsJson1.1.
    KMS("kms", "kms", "kms.amazonaws.com", "TrentService."),
    /// What AWS does not have, awsJson1.1.
    KEYHOLD("keyhold", "keyhold", "keyhold", "Keyhold_20261123."),
    /// AWS IAM, awsQuery.
    IAM("iam", "iam", "iam.amazonaws.com", "2010-05-08"),
    /// AWS STS, awsQuery.
    STS("sts", "sts", "sts.amazonaws.com", "2011-06-15");

    private final String signingService;
    private final String actionPrefix;
    private final String eventSource;
    private final String selector;

    Api(String signingService, String actionPrefix, String eventSource, String selector) {
        this.signingService = signingService;
        this.actionPrefix = actionPrefix;
        this.eventSource = eventSource;
        this.selector = selector;
    }

    /// The service of the credential scope that a call to this API must be signed for.
    public String signingService() {
        return signingService;
    }

    /// Whether the region of the credential scope says where the call is served. Identities are the same everywhere.
    public boolean isRegional() {
        return this == KMS || this == KEYHOLD;
    }

    /// What IAM actions of this API begin with.
    public String actionPrefix() {
        return actionPrefix;
    }

    /// CloudTrail's eventSource.
    public String eventSource() {
        return eventSource;
    }

    /// The prefix of X-Amz-Target, or the awsQuery version.
    public String selector() {
        return selector;
    }
}
