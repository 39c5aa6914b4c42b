package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.GenerateRandomRequest;
import dev.keyhold.protocol.kms.GenerateRandomResponse;
import java.util.List;

/// GenerateRandom: 1 to 1,024 random bytes.
final class GenerateRandomOperation implements Operation<GenerateRandomRequest, Unit, GenerateRandomResponse> {

    private static final ApiName NAME = ApiName.kms("GenerateRandom");

    private final Randomness randomness;

    GenerateRandomOperation(Randomness randomness) {
        this.randomness = randomness;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<GenerateRandomRequest> input() {
        return GenerateRandomRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(GenerateRandomRequest input) {
        return new Fields().number("numberOfBytes", input.numberOfBytes());
    }

    @Override
    public Unit resolve(Call call, GenerateRandomRequest input) {
        return Unit.UNIT;
    }

    @Override
    public List<Access> accesses(Call call, GenerateRandomRequest input, Unit nothing) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public GenerateRandomResponse run(Call call, GenerateRandomRequest input, Unit nothing) {
        Requests.refuseRecipient(input.recipient());
        if (input.customKeyStoreId() != null) {
            throw Errors.customKeyStoreNotFound();
        }
        Integer length = input.numberOfBytes();
        if (length == null) {
            throw Errors.numberOfBytesRequired();
        }
        byte[] bytes = new byte[length];
        randomness.nextBytes(bytes);
        return new GenerateRandomResponse(Blob.wrap(bytes), null);
    }
}
