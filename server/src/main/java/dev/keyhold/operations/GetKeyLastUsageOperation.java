package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.audit.Usage;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.GetKeyLastUsageRequest;
import dev.keyhold.protocol.kms.GetKeyLastUsageResponse;
import dev.keyhold.protocol.kms.KeyLastUsageData;
import dev.keyhold.protocol.kms.KeyLastUsageTrackingOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// GetKeyLastUsage: the last successful cryptographic operation with a key. Unlike in AWS it is exact and complete:
/// every call that was answered before this one is counted, since the key was made.
final class GetKeyLastUsageOperation extends SingleKeyOperation<GetKeyLastUsageRequest, GetKeyLastUsageResponse> {

    /// What counts as a use, by the name of its event.
    private static final Map<String, KeyLastUsageTrackingOperation> OPERATIONS =
            Map.of(
                    "Decrypt", KeyLastUsageTrackingOperation.DECRYPT,
                    "Encrypt", KeyLastUsageTrackingOperation.ENCRYPT,
                    "GenerateDataKey", KeyLastUsageTrackingOperation.GENERATE_DATA_KEY,
                    "GenerateDataKeyWithoutPlaintext",
                            KeyLastUsageTrackingOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                    "ReEncrypt", KeyLastUsageTrackingOperation.RE_ENCRYPT);

    private final UsageProjection usage;

    GetKeyLastUsageOperation(KeyResolver resolver, UsageProjection usage) {
        super(ApiName.kms("GetKeyLastUsage"), GetKeyLastUsageRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.usage = usage;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(GetKeyLastUsageRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(GetKeyLastUsageRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public GetKeyLastUsageResponse run(Call call, GetKeyLastUsageRequest input, KmsKey key) {
        KeyLastUsageData last =
                usage.last(key.account(), key.arn().toString(), OPERATIONS.keySet())
                        .map(GetKeyLastUsageOperation::data)
                        .orElseGet(() -> new KeyLastUsageData(null, null, null, null));
        return new GetKeyLastUsageResponse(key.id().toString(), last, key.created(), key.created());
    }

    /// What conditions can ask about the use of a key: the whole days since the last one, or since the key was made.
    static RequestContext daysWithoutUse(UsageProjection usage, KmsKey key, Call call) {
        return RequestFacts.lazily(
                "kms:trailingdayswithoutkeyusage",
                () -> {
                    Instant last =
                            usage.last(key.account(), key.arn().toString(), OPERATIONS.keySet())
                                    .map(use -> use.last().time())
                                    .orElse(key.created());
                    return Math.max(0, Duration.between(last, call.now()).toDays());
                });
    }

    private static KeyLastUsageData data(Usage use) {
        return new KeyLastUsageData(
                OPERATIONS.get(use.key().operation()), use.last().time(), use.last().eventId(), use.last().requestId());
    }
}
