package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.EnableKeyRequest;

/// EnableKey. A key that is enabled already stays so.
final class EnableKeyOperation extends SingleKeyOperation<EnableKeyRequest, Unit> {

    EnableKeyOperation(KeyResolver resolver) {
        super(ApiName.kms("EnableKey"), EnableKeyRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(EnableKeyRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(EnableKeyRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public Unit run(Call call, EnableKeyRequest input, KmsKey key) {
        switch (key.state()) {
            case KeyState.Disabled other -> call.change(new KeyChange.UpdateKey(key.withState(new KeyState.Enabled())));
            case KeyState.Enabled already -> {}
            case KeyState.PendingDeletion pending -> throw Errors.pendingDeletion(key.arn());
        }
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
