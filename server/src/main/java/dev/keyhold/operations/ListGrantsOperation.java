package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.ListGrantsRequest;
import dev.keyhold.protocol.kms.ListGrantsResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// ListGrants: the grants on a key, by id, all of them or those of one grantee.
final class ListGrantsOperation extends SingleKeyOperation<ListGrantsRequest, ListGrantsResponse> {

    private final GrantStore store;

    ListGrantsOperation(KeyResolver resolver, GrantStore store) {
        super(ApiName.kms("ListGrants"), ListGrantsRequest.class, resolver, KeyForms.ID_OR_ARN);
        this.store = store;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(ListGrantsRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, ListGrantsRequest input, KmsKey key) {
        return RequestFacts.notForAnAwsResource();
    }

    @Override
    public Fields requestParameters(ListGrantsRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("grantId", input.grantId())
                .text("granteePrincipal", input.granteePrincipal())
                .text("granteeServicePrincipal", input.granteeServicePrincipal())
                .number("limit", input.limit())
                .text("marker", input.marker());
    }

    @Override
    public ListGrantsResponse run(Call call, ListGrantsRequest input, KmsKey key) {
        Optional<String> grantee =
                GrantRules.oneOf(input.granteePrincipal(), input.granteeServicePrincipal(), "Grantee");
        if (input.grantId() != null) {
            return one(key, GrantRules.id(input.grantId()), grantee);
        }
        Pages.Page<Grant> page =
                Pages.page(
                        name().operation() + "/" + key.id() + "/" + grantee.orElse(""),
                        input.marker(),
                        GrantEntries.limit(input.limit()),
                        "",
                        (after, count) -> read(key, grantee, after, count),
                        Grant::id);
        return GrantEntries.page(page);
    }

    private ListGrantsResponse one(KmsKey key, String id, Optional<String> grantee) {
        Predicate<Grant> wanted = grant -> grantee.isEmpty() || grantee.get().equals(grant.grantee());
        return GrantEntries.page(
                new Pages.Page<>(
                        store.grant(key.account(), key.region(), key.id(), id).filter(wanted).stream().toList(), null));
    }

    private List<Grant> read(KmsKey key, Optional<String> grantee, String after, int count) {
        return grantee.map(held -> store.grantsHeldBy(key.account(), key.region(), key.id(), held, after, count))
                .orElseGet(() -> store.grants(key.account(), key.region(), key.id(), after, count));
    }
}
