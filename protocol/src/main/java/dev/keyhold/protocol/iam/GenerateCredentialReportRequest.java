package dev.keyhold.protocol.iam;

/// Request of GenerateCredentialReport, which has a credential report made; it has no members.
public record GenerateCredentialReportRequest() {}
