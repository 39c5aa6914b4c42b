package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.CancelKeyDeletionRequest;
import dev.keyhold.protocol.kms.CancelKeyDeletionResponse;

/// CancelKeyDeletion: the key is kept. It is disabled afterwards, whatever it was before, so that somebody decides
/// whether it may be used again.
final class CancelKeyDeletionOperation extends SingleKeyOperation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> {

    CancelKeyDeletionOperation(KeyResolver resolver) {
        super(ApiName.kms("CancelKeyDeletion"), CancelKeyDeletionRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(CancelKeyDeletionRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(CancelKeyDeletionRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public CancelKeyDeletionResponse run(Call call, CancelKeyDeletionRequest input, KmsKey key) {
        switch (key.state()) {
            case KeyState.PendingDeletion pending ->
                    call.change(new KeyChange.UpdateKey(key.withState(new KeyState.Disabled())));
            case KeyState.Enabled other -> throw Errors.invalidState(key.arn(), "not pending deletion");
            case KeyState.Disabled other -> throw Errors.invalidState(key.arn(), "not pending deletion");
        }
        call.response().text("keyId", key.arn());
        return new CancelKeyDeletionResponse(key.arn().toString());
    }
}
