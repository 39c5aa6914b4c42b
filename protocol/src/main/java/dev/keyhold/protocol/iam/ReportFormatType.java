package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// The format of a credential report. The order is that of the AWS model, which an error lists.
public enum ReportFormatType {
    @WireName("text/csv")
    TEXT_CSV
}
