package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import dev.keyhold.protocol.kms.EnableKeyRotationRequest;
import java.util.Optional;

/// EnableKeyRotation: new material by schedule. Asking again begins a new period from now.
final class EnableKeyRotationOperation extends SingleKeyOperation<EnableKeyRotationRequest, Unit> {

    private static final int DEFAULT_DAYS = 365;

    EnableKeyRotationOperation(KeyResolver resolver) {
        super(ApiName.kms("EnableKeyRotation"), EnableKeyRotationRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(EnableKeyRotationRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, EnableKeyRotationRequest input, KmsKey key) {
        return RequestFacts.fact("kms:rotationperiodindays", days(input));
    }

    @Override
    public Fields requestParameters(EnableKeyRotationRequest input) {
        return new Fields().text("keyId", input.keyId()).number("rotationPeriodInDays", input.rotationPeriodInDays());
    }

    private static int days(EnableKeyRotationRequest input) {
        return input.rotationPeriodInDays() == null ? DEFAULT_DAYS : input.rotationPeriodInDays();
    }

    @Override
    public Unit run(Call call, EnableKeyRotationRequest input, KmsKey key) {
        KeyChecks.usable(key);
        RotationSchedule schedule = RotationSchedule.startingAt(call.now(), days(input));
        call.change(new KeyChange.UpdateKey(key.withSchedule(Optional.of(schedule))));
        call.response().text("keyId", key.arn()).time("nextRotationDate", schedule.next());
        return Unit.UNIT;
    }
}
