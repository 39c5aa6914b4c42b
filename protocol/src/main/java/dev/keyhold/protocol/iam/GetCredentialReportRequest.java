package dev.keyhold.protocol.iam;

/// Request of GetCredentialReport, which answers the credential report that was made last; it has no members.
public record GetCredentialReportRequest() {}
