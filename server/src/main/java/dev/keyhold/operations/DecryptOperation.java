package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.DecryptRequest;
import dev.keyhold.protocol.kms.DecryptResponse;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import java.util.List;

/// Decrypt. The ciphertext names its key and material, so KeyId is optional; where it is given it must name the same
/// key.
final class DecryptOperation implements Operation<DecryptRequest, KmsKey, DecryptResponse> {

    private static final ApiName NAME = ApiName.kms("Decrypt");

    private final CiphertextSource source;
    private final KeyUse use;

    DecryptOperation(CiphertextSource source, KeyUse use) {
        this.source = source;
        this.use = use;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<DecryptRequest> input() {
        return DecryptRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(DecryptRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("encryptionAlgorithm", Requests.algorithm(input.encryptionAlgorithm()))
                .texts("encryptionContext", input.encryptionContext());
    }

    @Override
    public KmsKey resolve(Call call, DecryptRequest input) {
        return Requests.ignoresCiphertext(input.dryRun(), input.dryRunModifiers())
                ? source.keyOfDryRun(call, input.keyId(), "KeyId")
                : source.key(call, Requests.ciphertext(input.ciphertextBlob()), input.keyId());
    }

    @Override
    public List<Access> accesses(Call call, DecryptRequest input, KmsKey key) {
        Access access =
                Access.onKey(NAME.action(), key)
                        .knowing(
                                RequestFacts.cryptographic(
                                        input.keyId(), input.encryptionAlgorithm(), input.encryptionContext()));
        return List.of(input.keyId() == null ? access.concealed() : access);
    }

    @Override
    public DecryptResponse run(Call call, DecryptRequest input, KmsKey key) {
        Requests.checkGrantTokens(input.grantTokens());
        Requests.refuseRecipient(input.recipient());
        KeyChecks.usable(key);
        KeyChecks.symmetricAlgorithm(input.encryptionAlgorithm(), key);
        if (Requests.ignoresCiphertext(input.dryRun(), input.dryRunModifiers())) {
            throw Errors.dryRunSucceeded();
        }
        KeyUse.Decrypted decrypted =
                use.decrypt(
                        key, Requests.context(input.encryptionContext()), Requests.ciphertext(input.ciphertextBlob()));
        call.additional().text("keyMaterialId", decrypted.materialId());
        Requests.endDryRun(input.dryRun());
        return new DecryptResponse(
                key.arn().toString(),
                Blob.wrap(decrypted.plaintext()),
                EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT,
                null,
                decrypted.materialId(),
                key.origin());
    }
}
