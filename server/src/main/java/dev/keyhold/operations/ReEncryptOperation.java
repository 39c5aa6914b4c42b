package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import dev.keyhold.protocol.kms.ReEncryptRequest;
import dev.keyhold.protocol.kms.ReEncryptResponse;
import java.util.Arrays;
import java.util.List;

/// ReEncrypt: from one key, material or context to another without the plaintext leaving the server. It needs
/// `kms:ReEncryptFrom` on the source and `kms:ReEncryptTo` on the destination.
final class ReEncryptOperation implements Operation<ReEncryptRequest, ReEncryptOperation.Route, ReEncryptResponse> {

    private static final ApiName NAME = ApiName.kms("ReEncrypt");

    private final CiphertextSource source;
    private final KeyResolver resolver;
    private final KeyUse use;

    ReEncryptOperation(CiphertextSource source, KeyResolver resolver, KeyUse use) {
        this.source = source;
        this.resolver = resolver;
        this.use = use;
    }

    /// The two keys.
    ///
    /// @param from the key of the ciphertext
    /// @param to the key to encrypt under
    record Route(KmsKey from, KmsKey to) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<ReEncryptRequest> input() {
        return ReEncryptRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(ReEncryptRequest input) {
        return new Fields()
                .text("sourceKeyId", input.sourceKeyId())
                .text("sourceEncryptionAlgorithm", Requests.algorithm(input.sourceEncryptionAlgorithm()))
                .texts("sourceEncryptionContext", input.sourceEncryptionContext())
                .text("destinationKeyId", input.destinationKeyId())
                .text("destinationEncryptionAlgorithm", Requests.algorithm(input.destinationEncryptionAlgorithm()))
                .texts("destinationEncryptionContext", input.destinationEncryptionContext());
    }

    @Override
    public Route resolve(Call call, ReEncryptRequest input) {
        KmsKey from =
                Requests.ignoresCiphertext(input.dryRun(), input.dryRunModifiers())
                        ? source.keyOfDryRun(call, input.sourceKeyId(), "SourceKeyId")
                        : source.key(call, Requests.ciphertext(input.ciphertextBlob()), input.sourceKeyId());
        return new Route(from, resolver.resolve(call, input.destinationKeyId(), KeyForms.ANY));
    }

    @Override
    public List<Access> accesses(Call call, ReEncryptRequest input, Route route) {
        RequestContext sameKey =
                RequestFacts.fact("kms:reencryptonsamekey", route.from().arn().equals(route.to().arn()));
        RequestContext source =
                RequestFacts.cryptographic(
                        input.sourceKeyId(), input.sourceEncryptionAlgorithm(), input.sourceEncryptionContext());
        RequestContext destination =
                RequestFacts.cryptographic(
                        input.destinationKeyId(),
                        input.destinationEncryptionAlgorithm(),
                        input.destinationEncryptionContext());
        Access from = Access.onKey("kms:ReEncryptFrom", route.from()).knowing(RequestFacts.both(sameKey, source));
        Access to = Access.onKey("kms:ReEncryptTo", route.to()).knowing(RequestFacts.both(sameKey, destination));
        return List.of(input.sourceKeyId() == null ? from.concealed() : from, to);
    }

    @Override
    public ReEncryptResponse run(Call call, ReEncryptRequest input, Route route) {
        Requests.checkGrantTokens(input.grantTokens());
        KeyChecks.usable(route.from());
        KeyChecks.usable(route.to());
        KeyChecks.symmetricAlgorithm(input.sourceEncryptionAlgorithm(), route.from());
        KeyChecks.symmetricAlgorithm(input.destinationEncryptionAlgorithm(), route.to());
        if (Requests.ignoresCiphertext(input.dryRun(), input.dryRunModifiers())) {
            throw Errors.dryRunSucceeded();
        }
        KeyUse.Decrypted opened =
                use.decrypt(
                        route.from(),
                        Requests.context(input.sourceEncryptionContext()),
                        Requests.ciphertext(input.ciphertextBlob()));
        byte[] plaintext = opened.plaintext();
        KeyUse.Encrypted sealed;
        try {
            sealed = use.encrypt(route.to(), Requests.context(input.destinationEncryptionContext()), plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
        call.additional()
                .text("sourceKeyMaterialId", opened.materialId())
                .text("destinationKeyMaterialId", sealed.materialId());
        Requests.endDryRun(input.dryRun());
        return new ReEncryptResponse(
                Blob.wrap(sealed.blob()),
                route.from().arn().toString(),
                route.to().arn().toString(),
                EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT,
                EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT,
                opened.materialId(),
                sealed.materialId());
    }
}
