package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.AliasListEntry;
import dev.keyhold.protocol.kms.ListAliasesRequest;
import dev.keyhold.protocol.kms.ListAliasesResponse;
import java.util.List;
import java.util.Optional;

/// ListAliases: the account's aliases in the region by name, or those of one key.
final class ListAliasesOperation implements Operation<ListAliasesRequest, Optional<KmsKey>, ListAliasesResponse> {

    private static final ApiName NAME = ApiName.kms("ListAliases");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    private final KeyStore store;
    private final KeyResolver resolver;

    ListAliasesOperation(KeyStore store, KeyResolver resolver) {
        this.store = store;
        this.resolver = resolver;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<ListAliasesRequest> input() {
        return ListAliasesRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(ListAliasesRequest input) {
        return new Fields().text("keyId", input.keyId()).number("limit", input.limit()).text("marker", input.marker());
    }

    @Override
    public Optional<KmsKey> resolve(Call call, ListAliasesRequest input) {
        return Optional.ofNullable(input.keyId()).map(keyId -> resolver.resolve(call, keyId, KeyForms.OWN_ID_OR_ARN));
    }

    @Override
    public List<Access> accesses(Call call, ListAliasesRequest input, Optional<KmsKey> key) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public ListAliasesResponse run(Call call, ListAliasesRequest input, Optional<KmsKey> key) {
        Pages.Page<Alias> page =
                Pages.page(
                        NAME.operation(),
                        input.marker(),
                        Math.min(MAX_LIMIT, Pages.limit(input.limit(), DEFAULT_LIMIT)),
                        "",
                        (after, count) ->
                                key.isPresent()
                                        ? store.aliasesOf(call.account(), call.region(), key.get().id(), after, count)
                                        : store.aliases(call.account(), call.region(), after, count),
                        alias -> alias.name().toString());
        List<AliasListEntry> entries =
                page.map(alias ->
                        new AliasListEntry(
                                alias.name().toString(),
                                alias.arn().toString(),
                                alias.target().toString(),
                                alias.created(),
                                alias.updated()));
        return new ListAliasesResponse(entries, page.nextMarker(), page.truncated(), entries.size());
    }
}
