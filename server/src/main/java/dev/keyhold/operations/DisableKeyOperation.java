package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.DisableKeyRequest;

/// DisableKey. A key that is disabled already stays so.
final class DisableKeyOperation extends SingleKeyOperation<DisableKeyRequest, Unit> {

    private final UsageProjection usage;

    DisableKeyOperation(KeyResolver resolver, UsageProjection usage) {
        super(ApiName.kms("DisableKey"), DisableKeyRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.usage = usage;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(DisableKeyRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, DisableKeyRequest input, KmsKey key) {
        return GetKeyLastUsageOperation.daysWithoutUse(usage, key, call);
    }

    @Override
    public Fields requestParameters(DisableKeyRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public Unit run(Call call, DisableKeyRequest input, KmsKey key) {
        switch (key.state()) {
            case KeyState.Enabled other -> call.change(new KeyChange.UpdateKey(key.withState(new KeyState.Disabled())));
            case KeyState.Disabled already -> {}
            case KeyState.PendingDeletion pending -> throw Errors.pendingDeletion(key.arn());
        }
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
