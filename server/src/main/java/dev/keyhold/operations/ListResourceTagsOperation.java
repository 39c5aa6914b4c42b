package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.ListResourceTagsRequest;
import dev.keyhold.protocol.kms.ListResourceTagsResponse;
import dev.keyhold.protocol.kms.Tag;
import java.util.SortedMap;
import java.util.TreeMap;

/// ListResourceTags: a key's tags by name.
final class ListResourceTagsOperation extends SingleKeyOperation<ListResourceTagsRequest, ListResourceTagsResponse> {

    /// A page has 50 tags at most, whatever is asked for.
    private static final int MAX_LIMIT = 50;

    ListResourceTagsOperation(KeyResolver resolver) {
        super(ApiName.kms("ListResourceTags"), ListResourceTagsRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(ListResourceTagsRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(ListResourceTagsRequest input) {
        return new Fields().text("keyId", input.keyId()).number("limit", input.limit()).text("marker", input.marker());
    }

    @Override
    public ListResourceTagsResponse run(Call call, ListResourceTagsRequest input, KmsKey key) {
        SortedMap<String, String> tags = new TreeMap<>(key.tags());
        Pages.Page<Tag> page =
                Pages.page(
                        name().operation() + "/" + key.id(),
                        input.marker(),
                        Math.min(MAX_LIMIT, Pages.limit(input.limit(), MAX_LIMIT)),
                        "",
                        (after, count) ->
                                tags.tailMap(after + '\0').entrySet().stream()
                                        .limit(count)
                                        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                                        .toList(),
                        Tag::tagKey);
        return new ListResourceTagsResponse(page.items(), page.nextMarker(), page.truncated());
    }
}
