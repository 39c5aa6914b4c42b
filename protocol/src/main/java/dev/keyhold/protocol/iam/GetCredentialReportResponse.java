package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.Blob;
import java.time.Instant;

/// Reply of GetCredentialReport.
///
/// @param content the report, CSV
/// @param reportFormat the format
/// @param generatedTime when it was made
public record GetCredentialReportResponse(Blob content, ReportFormatType reportFormat, Instant generatedTime) {}
