package dev.keyhold.protocol.iam;

/// How far a credential report is. The order is that of the AWS model, which an error lists.
public enum ReportStateType {
    STARTED,
    INPROGRESS,
    COMPLETE
}
