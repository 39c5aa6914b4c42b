package dev.keyhold.protocol.iam;

/// Request of GetAccountSummary, which counts what the account has; it has no members.
public record GetAccountSummaryRequest() {}
