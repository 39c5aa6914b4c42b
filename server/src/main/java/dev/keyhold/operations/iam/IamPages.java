package dev.keyhold.operations.iam;

import dev.keyhold.operations.Pages;
import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.iam.IamErrors;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages of IAM's lists: `MaxItems` and `Marker` in, `IsTruncated` and `Marker` out. 100 entries unless said.
final class IamPages {

    private static final int DEFAULT_ITEMS = 100;

    private IamPages() {}

    /// Makes the answer of an operation that lists.
    @FunctionalInterface
    interface Answer<E, O> {
        O of(List<E> items, Boolean truncated, @Nullable String marker);
    }

    /// The page after `marker` of a list that is read in the order of a position.
    ///
    /// @param list the list's name, part of its markers
    static <E> Pages.Page<E> page(
            String list,
            @Nullable String marker,
            @Nullable Integer maxItems,
            Pages.Reader<E> reader,
            Function<E, String> positionOf) {
        try {
            return Pages.page(list, marker, maxItems == null ? DEFAULT_ITEMS : maxItems, "", reader, positionOf);
        } catch (KmsException refused) {
            throw refused.code() == ErrorCode.INVALID_MARKER ? IamErrors.invalidMarker() : refused;
        }
    }

    /// The page after `marker` of a list that is at hand, in the order of its positions.
    static <E> Pages.Page<E> of(
            String list,
            @Nullable String marker,
            @Nullable Integer maxItems,
            List<E> sorted,
            Function<E, String> positionOf) {
        return page(
                list,
                marker,
                maxItems,
                (after, count) ->
                        sorted.stream()
                                .filter(item -> positionOf.apply(item).compareTo(after) > 0)
                                .limit(count)
                                .toList(),
                positionOf);
    }
}
