package dev.keyhold.protocol.iam;

import org.jspecify.annotations.Nullable;

/// Reply of GenerateCredentialReport.
///
/// @param state how far the report is
/// @param description what that means, in words
public record GenerateCredentialReportResponse(ReportStateType state, @Nullable String description) {}
