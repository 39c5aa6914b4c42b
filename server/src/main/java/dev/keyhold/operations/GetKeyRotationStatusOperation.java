package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import dev.keyhold.protocol.kms.GetKeyRotationStatusRequest;
import dev.keyhold.protocol.kms.GetKeyRotationStatusResponse;
import java.util.Optional;

/// GetKeyRotationStatus: whether and when the key is rotated by schedule. A key that waits for its deletion is not; its
/// schedule is there again when that is cancelled.
final class GetKeyRotationStatusOperation
        extends SingleKeyOperation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> {

    GetKeyRotationStatusOperation(KeyResolver resolver) {
        super(ApiName.kms("GetKeyRotationStatus"), GetKeyRotationStatusRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(GetKeyRotationStatusRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(GetKeyRotationStatusRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public GetKeyRotationStatusResponse run(Call call, GetKeyRotationStatusRequest input, KmsKey key) {
        Optional<RotationSchedule> schedule =
                key.state() instanceof KeyState.PendingDeletion ? Optional.empty() : key.rotations().schedule();
        return new GetKeyRotationStatusResponse(
                schedule.isPresent(),
                key.id().toString(),
                schedule.map(RotationSchedule::periodInDays).orElse(null),
                schedule.map(RotationSchedule::next).orElse(null),
                null);
    }
}
