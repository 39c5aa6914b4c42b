package dev.keyhold.benchmarks.baseline;

import dev.keyhold.audit.AuditRecord;
import dev.keyhold.audit.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The audit record that a GenerateDataKey call of the load driver leaves, about 1.1 KB of JSON.
public final class DataKeyRecord {

    /// The caller's and the key's account.
    public static final String ACCOUNT = "000000000000";

    /// The region of the call.
    public static final String REGION = "us-east-1";

    private static final String KEY =
            "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    private DataKeyRecord() {}

    /// The record of a call that arrived at `time`.
    public static AuditRecord at(Instant time) {
        return new AuditRecord(
                "6c5b4a39-2817-4605-94f3-e2d1c0b9a897",
                "12345678-9abc-4def-8123-456789abcdef",
                time,
                "kms.amazonaws.com",
                "GenerateDataKey",
                true,
                "AwsApiCall",
                REGION,
                ACCOUNT,
                new AuditRecord.Actor(
                        "Root",
                        ACCOUNT,
                        "arn:aws:iam::" + ACCOUNT + ":root",
                        ACCOUNT,
                        "AKIABENCHMARKS000000",
                        Optional.empty(),
                        Optional.empty()),
                new AuditRecord.Origin("127.0.0.1", "keyhold-load-driver/1 md/http#raw-socket", "127.0.0.1:8200"),
                Optional.empty(),
                new Fields()
                        .text("keyId", KEY)
                        .text("keySpec", "AES_256")
                        .texts("encryptionContext", Map.of("purpose", "load driver", "document", "17")),
                Fields.none(),
                new Fields().text("keyMaterialId", "d0".repeat(32)),
                List.of(new AuditRecord.Resource(KEY, ACCOUNT)));
    }
}
