package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.EncryptRequest;
import dev.keyhold.protocol.kms.EncryptResponse;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;

/// Encrypt: at most 4,096 bytes directly under a KMS key.
final class EncryptOperation extends SingleKeyOperation<EncryptRequest, EncryptResponse> {

    private final KeyUse use;

    EncryptOperation(KeyResolver resolver, KeyUse use) {
        super(ApiName.kms("Encrypt"), EncryptRequest.class, resolver, KeyForms.ANY);
        this.use = use;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(EncryptRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, EncryptRequest input, KmsKey key) {
        return RequestFacts.cryptographic(input.keyId(), input.encryptionAlgorithm(), input.encryptionContext());
    }

    @Override
    public Fields requestParameters(EncryptRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("encryptionAlgorithm", Requests.algorithm(input.encryptionAlgorithm()))
                .texts("encryptionContext", input.encryptionContext());
    }

    @Override
    public EncryptResponse run(Call call, EncryptRequest input, KmsKey key) {
        Requests.checkGrantTokens(input.grantTokens());
        KeyChecks.usable(key);
        KeyChecks.symmetricAlgorithm(input.encryptionAlgorithm(), key);
        KeyUse.Encrypted encrypted =
                use.encrypt(key, Requests.context(input.encryptionContext()), input.plaintext().toByteArray());
        call.additional().text("keyMaterialId", encrypted.materialId());
        Requests.endDryRun(input.dryRun());
        return new EncryptResponse(
                Blob.wrap(encrypted.blob()), key.arn().toString(), EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    }
}
