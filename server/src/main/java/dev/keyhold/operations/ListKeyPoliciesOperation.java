package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.ListKeyPoliciesRequest;
import dev.keyhold.protocol.kms.ListKeyPoliciesResponse;
import java.util.List;

/// ListKeyPolicies: a key has exactly one policy, and it is called `default`.
final class ListKeyPoliciesOperation extends SingleKeyOperation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> {

    private static final int DEFAULT_LIMIT = 100;

    ListKeyPoliciesOperation(KeyResolver resolver) {
        super(ApiName.kms("ListKeyPolicies"), ListKeyPoliciesRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(ListKeyPoliciesRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(ListKeyPoliciesRequest input) {
        return new Fields().text("keyId", input.keyId()).number("limit", input.limit()).text("marker", input.marker());
    }

    @Override
    public ListKeyPoliciesResponse run(Call call, ListKeyPoliciesRequest input, KmsKey key) {
        Pages.Page<String> page =
                Pages.page(
                        name().operation() + "/" + key.id(),
                        input.marker(),
                        Pages.limit(input.limit(), DEFAULT_LIMIT),
                        "",
                        (after, count) -> after.isEmpty() ? List.of(Requests.DEFAULT_POLICY_NAME) : List.of(),
                        policyName -> policyName);
        return new ListKeyPoliciesResponse(page.items(), page.nextMarker(), page.truncated());
    }
}
