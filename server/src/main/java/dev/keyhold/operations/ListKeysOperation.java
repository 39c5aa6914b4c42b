package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeyListEntry;
import dev.keyhold.protocol.kms.ListKeysRequest;
import dev.keyhold.protocol.kms.ListKeysResponse;
import java.util.List;

/// ListKeys: the account's keys in the region, by id.
final class ListKeysOperation implements Operation<ListKeysRequest, Unit, ListKeysResponse> {

    private static final ApiName NAME = ApiName.kms("ListKeys");
    private static final int DEFAULT_LIMIT = 100;

    private final KeyStore store;

    ListKeysOperation(KeyStore store) {
        this.store = store;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<ListKeysRequest> input() {
        return ListKeysRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(ListKeysRequest input) {
        return new Fields().number("limit", input.limit()).text("marker", input.marker());
    }

    @Override
    public Unit resolve(Call call, ListKeysRequest input) {
        return Unit.UNIT;
    }

    @Override
    public List<Access> accesses(Call call, ListKeysRequest input, Unit nothing) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public ListKeysResponse run(Call call, ListKeysRequest input, Unit nothing) {
        Pages.Page<KeyId> page =
                Pages.page(
                        NAME.operation(),
                        input.marker(),
                        Pages.limit(input.limit(), DEFAULT_LIMIT),
                        "",
                        (after, count) -> store.keyIds(call.account(), call.region(), after, count),
                        KeyId::toString);
        return new ListKeysResponse(
                page.map(id ->
                        new KeyListEntry(
                                id.toString(), new KeyArn("aws", call.region(), call.account(), id).toString())),
                page.nextMarker(),
                page.truncated());
    }
}
