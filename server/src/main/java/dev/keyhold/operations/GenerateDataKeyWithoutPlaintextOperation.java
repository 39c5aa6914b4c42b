package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.GenerateDataKeyWithoutPlaintextRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyWithoutPlaintextResponse;
import java.util.Arrays;

/// GenerateDataKeyWithoutPlaintext: a fresh data key under the KMS key only.
final class GenerateDataKeyWithoutPlaintextOperation
        extends SingleKeyOperation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> {

    private final KeyUse use;
    private final Randomness randomness;

    GenerateDataKeyWithoutPlaintextOperation(KeyResolver resolver, KeyUse use, Randomness randomness) {
        super(
                ApiName.kms("GenerateDataKeyWithoutPlaintext"),
                GenerateDataKeyWithoutPlaintextRequest.class,
                resolver,
                KeyForms.ANY);
        this.use = use;
        this.randomness = randomness;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(GenerateDataKeyWithoutPlaintextRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, GenerateDataKeyWithoutPlaintextRequest input, KmsKey key) {
        return RequestFacts.cryptographic(input.keyId(), null, input.encryptionContext());
    }

    @Override
    public Fields requestParameters(GenerateDataKeyWithoutPlaintextRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("keySpec", input.keySpec())
                .number("numberOfBytes", input.numberOfBytes())
                .texts("encryptionContext", input.encryptionContext());
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse run(
            Call call, GenerateDataKeyWithoutPlaintextRequest input, KmsKey key) {
        Requests.checkGrantTokens(input.grantTokens());
        KeyChecks.usable(key);
        byte[] dataKey = new byte[DataKeys.length(input.keySpec(), input.numberOfBytes())];
        KeyUse.Encrypted encrypted;
        try {
            randomness.nextBytes(dataKey);
            encrypted = use.encrypt(key, Requests.context(input.encryptionContext()), dataKey);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
        call.additional().text("keyMaterialId", encrypted.materialId());
        Requests.endDryRun(input.dryRun());
        return new GenerateDataKeyWithoutPlaintextResponse(
                Blob.wrap(encrypted.blob()), key.arn().toString(), encrypted.materialId());
    }
}
