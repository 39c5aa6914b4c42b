package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.DescribeKeyRequest;
import dev.keyhold.protocol.kms.DescribeKeyResponse;

/// DescribeKey: a key's metadata.
final class DescribeKeyOperation extends SingleKeyOperation<DescribeKeyRequest, DescribeKeyResponse> {

    DescribeKeyOperation(KeyResolver resolver) {
        super(ApiName.kms("DescribeKey"), DescribeKeyRequest.class, resolver, KeyForms.ANY);
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(DescribeKeyRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, DescribeKeyRequest input, KmsKey key) {
        return RequestFacts.requestAlias(input.keyId());
    }

    @Override
    public Fields requestParameters(DescribeKeyRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public DescribeKeyResponse run(Call call, DescribeKeyRequest input, KmsKey key) {
        Requests.checkGrantTokens(input.grantTokens());
        return new DescribeKeyResponse(Metadata.of(key));
    }
}
