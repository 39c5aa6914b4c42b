package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyResponse;

/// GenerateDataKey: a fresh data key, in the clear and under the KMS key.
final class GenerateDataKeyOperation extends SingleKeyOperation<GenerateDataKeyRequest, GenerateDataKeyResponse> {

    private final KeyUse use;
    private final Randomness randomness;

    GenerateDataKeyOperation(KeyResolver resolver, KeyUse use, Randomness randomness) {
        super(ApiName.kms("GenerateDataKey"), GenerateDataKeyRequest.class, resolver, KeyForms.ANY);
        this.use = use;
        this.randomness = randomness;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(GenerateDataKeyRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, GenerateDataKeyRequest input, KmsKey key) {
        return RequestFacts.cryptographic(input.keyId(), null, input.encryptionContext());
    }

    @Override
    public Fields requestParameters(GenerateDataKeyRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("keySpec", input.keySpec())
                .number("numberOfBytes", input.numberOfBytes())
                .texts("encryptionContext", input.encryptionContext());
    }

    @Override
    public GenerateDataKeyResponse run(Call call, GenerateDataKeyRequest input, KmsKey key) {
        Requests.checkGrantTokens(input.grantTokens());
        Requests.refuseRecipient(input.recipient());
        KeyChecks.usable(key);
        byte[] dataKey = new byte[DataKeys.length(input.keySpec(), input.numberOfBytes())];
        randomness.nextBytes(dataKey);
        KeyUse.Encrypted encrypted = use.encrypt(key, Requests.context(input.encryptionContext()), dataKey);
        call.additional().text("keyMaterialId", encrypted.materialId());
        Requests.endDryRun(input.dryRun());
        return new GenerateDataKeyResponse(
                Blob.wrap(encrypted.blob()), Blob.wrap(dataKey), key.arn().toString(), null, encrypted.materialId());
    }
}
