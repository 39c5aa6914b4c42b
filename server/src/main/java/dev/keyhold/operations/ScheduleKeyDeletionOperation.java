package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.ScheduleKeyDeletionRequest;
import dev.keyhold.protocol.kms.ScheduleKeyDeletionResponse;
import java.time.Duration;
import java.time.Instant;

/// ScheduleKeyDeletion: the key is unusable at once, and deleted with all its material after a waiting period in which
/// that can be cancelled.
final class ScheduleKeyDeletionOperation
        extends SingleKeyOperation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> {

    private static final int MIN_DAYS = 7;
    private static final int MAX_DAYS = 30;
    private static final int DEFAULT_DAYS = 30;

    private final UsageProjection usage;

    ScheduleKeyDeletionOperation(KeyResolver resolver, UsageProjection usage) {
        super(ApiName.kms("ScheduleKeyDeletion"), ScheduleKeyDeletionRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.usage = usage;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(ScheduleKeyDeletionRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, ScheduleKeyDeletionRequest input, KmsKey key) {
        return RequestFacts.both(
                RequestFacts.fact("kms:schedulekeydeletionpendingwindowindays", days(input)),
                GetKeyLastUsageOperation.daysWithoutUse(usage, key, call));
    }

    @Override
    public Fields requestParameters(ScheduleKeyDeletionRequest input) {
        return new Fields().text("keyId", input.keyId()).number("pendingWindowInDays", input.pendingWindowInDays());
    }

    private static int days(ScheduleKeyDeletionRequest input) {
        return input.pendingWindowInDays() == null ? DEFAULT_DAYS : input.pendingWindowInDays();
    }

    @Override
    public ScheduleKeyDeletionResponse run(Call call, ScheduleKeyDeletionRequest input, KmsKey key) {
        KeyChecks.notPendingDeletion(key);
        int days = days(input);
        if (days < MIN_DAYS || days > MAX_DAYS) {
            throw Errors.validation("PendingWindowInDays must be between " + MIN_DAYS + " and " + MAX_DAYS + ".");
        }
        Instant date = call.now().plus(Duration.ofDays(days));
        call.change(new KeyChange.UpdateKey(key.withState(new KeyState.PendingDeletion(date))));
        call.response()
                .text("keyId", key.arn())
                .text("keyState", "PendingDeletion")
                .time("deletionDate", date)
                .number("pendingWindowInDays", days);
        return new ScheduleKeyDeletionResponse(
                key.arn().toString(), date, dev.keyhold.protocol.kms.KeyState.PENDING_DELETION, days);
    }
}
