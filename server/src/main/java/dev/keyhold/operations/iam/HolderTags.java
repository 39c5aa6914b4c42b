package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.RequestFacts;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.ListRoleTagsRequest;
import dev.keyhold.protocol.iam.ListRoleTagsResponse;
import dev.keyhold.protocol.iam.ListUserTagsRequest;
import dev.keyhold.protocol.iam.ListUserTagsResponse;
import dev.keyhold.protocol.iam.Tag;
import dev.keyhold.protocol.iam.TagRoleRequest;
import dev.keyhold.protocol.iam.TagUserRequest;
import dev.keyhold.protocol.iam.UntagRoleRequest;
import dev.keyhold.protocol.iam.UntagUserRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tags of users and roles: Tag, Untag and List for both. Groups have none.
final class HolderTags {

    private final Holders holders;

    HolderTags(Holders holders) {
        this.holders = holders;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                tag("TagUser", TagUserRequest.class, Kind.USER, TagUserRequest::userName, TagUserRequest::tags),
                tag("TagRole", TagRoleRequest.class, Kind.ROLE, TagRoleRequest::roleName, TagRoleRequest::tags),
                untag(
                        "UntagUser",
                        UntagUserRequest.class,
                        Kind.USER,
                        UntagUserRequest::userName,
                        UntagUserRequest::tagKeys),
                untag(
                        "UntagRole",
                        UntagRoleRequest.class,
                        Kind.ROLE,
                        UntagRoleRequest::roleName,
                        UntagRoleRequest::tagKeys),
                list(
                        "ListUserTags",
                        ListUserTagsRequest.class,
                        Kind.USER,
                        ListUserTagsRequest::userName,
                        ListUserTagsRequest::marker,
                        ListUserTagsRequest::maxItems,
                        ListUserTagsResponse::new),
                list(
                        "ListRoleTags",
                        ListRoleTagsRequest.class,
                        Kind.ROLE,
                        ListRoleTagsRequest::roleName,
                        ListRoleTagsRequest::marker,
                        ListRoleTagsRequest::maxItems,
                        ListRoleTagsResponse::new));
    }

    /// The tags that an identity has.
    static Map<String, String> of(PolicyHolder holder) {
        return switch (holder) {
            case User user -> user.tags();
            case Role role -> role.tags();
            case Group _ -> Map.of();
        };
    }

    private <I extends Record> Operation<I, ?, ?> tag(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, List<Tag>> tags) {
        return change(
                        name,
                        input,
                        request ->
                                new Fields()
                                        .text(kind.word() + "Name", holder.apply(request))
                                        .texts("tags", IamTags.recorded(tags.apply(request))),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> {
                            PolicyHolder found = named.require();
                            return set(call, found, IamTags.with(of(found), tags.apply(request)));
                        })
                .knowing((call, request, named) -> RequestFacts.tags(IamTags.recorded(tags.apply(request))));
    }

    private <I extends Record> Operation<I, ?, ?> untag(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, List<String>> keys) {
        return change(
                        name,
                        input,
                        request ->
                                new Fields()
                                        .text(kind.word() + "Name", holder.apply(request))
                                        .list("tagKeys", keys.apply(request)),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> {
                            PolicyHolder found = named.require();
                            return set(call, found, IamTags.without(of(found), keys.apply(request)));
                        })
                .knowing((call, request, named) -> RequestFacts.tagKeys(keys.apply(request)));
    }

    private static Unit set(Call call, PolicyHolder holder, Map<String, String> tags) {
        call.change(
                new IdentityChange.Update(
                        switch (holder) {
                            case User user -> user.withTags(tags);
                            case Role role -> role.withTags(tags);
                            case Group group -> throw new IllegalStateException(group.arn() + " cannot have tags");
                        }));
        return Unit.UNIT;
    }

    private <I extends Record, O extends Record> Operation<I, ?, ?> list(
            String name,
            Class<I> input,
            Kind kind,
            Function<I, String> holder,
            Function<I, @Nullable String> marker,
            Function<I, @Nullable Integer> maxItems,
            IamPages.Answer<Tag, O> answer) {
        return read(
                name,
                input,
                request -> new Fields().text(kind.word() + "Name", holder.apply(request)),
                holder(holders, kind, holder),
                ofHolder(),
                (call, request, named) -> {
                    PolicyHolder found = named.require();
                    return IamTags.page(
                            name + "/" + found.id(), marker.apply(request), maxItems.apply(request), of(found), answer);
                });
    }
}
