package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.ListGrantsResponse;
import dev.keyhold.protocol.kms.ListRetirableGrantsRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// ListRetirableGrants: the grants in the region that name a principal of the caller's account as the one who may
/// retire them, on keys of any account.
final class ListRetirableGrantsOperation implements Operation<ListRetirableGrantsRequest, String, ListGrantsResponse> {

    private static final ApiName NAME = ApiName.kms("ListRetirableGrants");

    private final GrantStore store;

    ListRetirableGrantsOperation(GrantStore store) {
        this.store = store;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<ListRetirableGrantsRequest> input() {
        return ListRetirableGrantsRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(ListRetirableGrantsRequest input) {
        return new Fields()
                .text("retiringPrincipal", input.retiringPrincipal())
                .text("retiringServicePrincipal", input.retiringServicePrincipal())
                .number("limit", input.limit())
                .text("marker", input.marker());
    }

    @Override
    public String resolve(Call call, ListRetirableGrantsRequest input) {
        String retiring =
                GrantRules.oneOf(input.retiringPrincipal(), input.retiringServicePrincipal(), "Retiring")
                        .orElseThrow(() ->
                                Errors.validation("RetiringPrincipal or RetiringServicePrincipal must be given."));
        if (!Grant.isService(retiring) && !retiring.split(":", 6)[4].equals(call.account())) {
            throw Errors.invalidPrincipal(retiring);
        }
        return retiring;
    }

    @Override
    public List<Access> accesses(Call call, ListRetirableGrantsRequest input, String retiring) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public ListGrantsResponse run(Call call, ListRetirableGrantsRequest input, String retiring) {
        Pages.Page<Grant> page =
                Pages.page(
                        NAME.operation() + "/" + retiring,
                        input.marker(),
                        GrantEntries.limit(input.limit()),
                        "",
                        (after, count) -> read(call, retiring, after, count),
                        grant -> grant.account() + "/" + grant.key() + "/" + grant.id());
        return GrantEntries.page(page);
    }

    /// A service may retire grants of every account; each account sees those on its own keys.
    private List<Grant> read(Call call, String retiring, String after, int count) {
        Optional<GrantStore.Position> position = position(after);
        return Grant.isService(retiring)
                ? store.retirableGrantsOf(call.account(), call.region(), retiring, position, count)
                : store.retirableGrants(call.region(), retiring, position, count);
    }

    private static Optional<GrantStore.Position> position(String after) {
        if (after.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(after.split("/", -1));
        if (parts.size() != 3) {
            throw Errors.invalidMarker();
        }
        return Optional.of(new GrantStore.Position(parts.get(0), parts.get(1), parts.get(2)));
    }
}
