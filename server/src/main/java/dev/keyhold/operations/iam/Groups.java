package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.identity.User;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.AddUserToGroupRequest;
import dev.keyhold.protocol.iam.CreateGroupRequest;
import dev.keyhold.protocol.iam.CreateGroupResponse;
import dev.keyhold.protocol.iam.DeleteGroupRequest;
import dev.keyhold.protocol.iam.GetGroupRequest;
import dev.keyhold.protocol.iam.GetGroupResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListGroupsForUserRequest;
import dev.keyhold.protocol.iam.ListGroupsForUserResponse;
import dev.keyhold.protocol.iam.ListGroupsRequest;
import dev.keyhold.protocol.iam.ListGroupsResponse;
import dev.keyhold.protocol.iam.RemoveUserFromGroupRequest;
import dev.keyhold.protocol.iam.UpdateGroupRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups, and who is in which. Membership is kept with the user:
/// a change of it is a change of the user.
final class Groups {

    private static final int MAX_GROUPS = 300;
    private static final int MAX_GROUPS_OF_USER = 10;

    private final Holders holders;
    private final Randomness randomness;

    Groups(Holders holders, Randomness randomness) {
        this.holders = holders;
        this.randomness = randomness;
    }

    /// A group and a user, as a request names both. The group is what must be allowed.
    private record Membership(Holders.Named group, Holders.Named user) {}

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                change(
                        "CreateGroup",
                        CreateGroupRequest.class,
                        input -> new Fields().text("groupName", input.groupName()).text("path", input.path()),
                        this::draft,
                        (call, input, draft) -> draft.arn(),
                        this::create),
                read(
                        "GetGroup",
                        GetGroupRequest.class,
                        input -> new Fields().text("groupName", input.groupName()),
                        holder(holders, Kind.GROUP, GetGroupRequest::groupName),
                        ofHolder(),
                        (call, input, named) -> get(input, (Group) named.require())),
                change(
                                "UpdateGroup",
                                UpdateGroupRequest.class,
                                input ->
                                        new Fields()
                                                .text("groupName", input.groupName())
                                                .text("newGroupName", input.newGroupName())
                                                .text("newPath", input.newPath()),
                                holder(holders, Kind.GROUP, UpdateGroupRequest::groupName),
                                ofHolder(),
                                this::update)
                        .alsoOn((call, input, named) -> named.arn(input.newPath(), input.newGroupName())),
                change(
                        "DeleteGroup",
                        DeleteGroupRequest.class,
                        input -> new Fields().text("groupName", input.groupName()),
                        holder(holders, Kind.GROUP, DeleteGroupRequest::groupName),
                        ofHolder(),
                        (call, input, named) -> delete(call, (Group) named.require())),
                read(
                        "ListGroups",
                        ListGroupsRequest.class,
                        input -> new Fields().text("pathPrefix", input.pathPrefix()),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "arn:aws:iam::" + call.account() + ":group/",
                        this::list),
                change(
                        "AddUserToGroup",
                        AddUserToGroupRequest.class,
                        input -> membership(input.groupName(), input.userName()),
                        (call, input) -> find(call, input.groupName(), input.userName()),
                        (call, input, both) -> both.group().arn(),
                        (call, input, both) -> add(call, both)),
                change(
                        "RemoveUserFromGroup",
                        RemoveUserFromGroupRequest.class,
                        input -> membership(input.groupName(), input.userName()),
                        (call, input) -> find(call, input.groupName(), input.userName()),
                        (call, input, both) -> both.group().arn(),
                        (call, input, both) -> remove(call, both)),
                read(
                        "ListGroupsForUser",
                        ListGroupsForUserRequest.class,
                        input -> new Fields().text("userName", input.userName()),
                        holder(holders, Kind.USER, ListGroupsForUserRequest::userName),
                        ofHolder(),
                        (call, input, named) -> listFor(input, (User) named.require())));
    }

    private static Fields membership(String group, String user) {
        return new Fields().text("groupName", group).text("userName", user);
    }

    private Membership find(Call call, String group, String user) {
        return new Membership(holders.find(call, Kind.GROUP, group), holders.find(call, Kind.USER, user));
    }

    private Group draft(Call call, CreateGroupRequest input) {
        return new Group(
                call.account(),
                Objects.requireNonNullElse(input.path(), "/"),
                input.groupName(),
                AccessKeyFactory.newId("AGPA", randomness),
                1,
                call.now(),
                Attachments.NONE);
    }

    private CreateGroupResponse create(Call call, CreateGroupRequest input, Group group) {
        requireFree(call, group.name());
        Holders.requireRoom(holders.store().countHolders(call.account(), Kind.GROUP), MAX_GROUPS, "GroupsPerAccount");
        call.change(new IdentityChange.Create(group));
        call.response().text("groupId", group.id()).text("arn", group.arn());
        return new CreateGroupResponse(Shown.group(group));
    }

    private void requireFree(Call call, String name) {
        if (holders.isTaken(call.account(), Kind.GROUP, name)) {
            throw IamErrors.groupExists(name);
        }
    }

    private GetGroupResponse get(GetGroupRequest input, Group group) {
        Pages.Page<User> page =
                IamPages.page(
                        "GetGroup/" + group.id(),
                        input.marker(),
                        input.maxItems(),
                        (after, count) -> holders.store().members(group.account(), group.id(), after, count),
                        User::name);
        return new GetGroupResponse(Shown.group(group), page.map(Shown::listed), page.truncated(), page.nextMarker());
    }

    private Unit update(Call call, UpdateGroupRequest input, Holders.Named named) {
        Group group = (Group) named.require();
        String name = Objects.requireNonNullElse(input.newGroupName(), group.name());
        if (!folded(name).equals(folded(group.name()))) {
            requireFree(call, name);
        }
        call.change(
                new IdentityChange.Update(
                        group.renamed(Objects.requireNonNullElse(input.newPath(), group.path()), name)));
        return Unit.UNIT;
    }

    private Unit delete(Call call, Group group) {
        if (!holders.store().members(group.account(), group.id(), "", 1).isEmpty()) {
            throw IamErrors.deleteConflict("remove users from group");
        }
        Holders.requireBare(group);
        call.change(new IdentityChange.Delete(group));
        return Unit.UNIT;
    }

    private ListGroupsResponse list(Call call, ListGroupsRequest input, Unit nothing) {
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        Pages.Page<PolicyHolder> page =
                IamPages.page(
                        "ListGroups",
                        input.marker(),
                        input.maxItems(),
                        (after, count) -> holders.store().holders(call.account(), Kind.GROUP, prefix, after, count),
                        PolicyHolder::name);
        return new ListGroupsResponse(
                page.map(group -> Shown.group((Group) group)), page.truncated(), page.nextMarker());
    }

    /// As IAM does, adding who is in the group already succeeds and changes nothing.
    private Unit add(Call call, Membership both) {
        PolicyHolder group = both.group().require();
        User user = (User) both.user().require();
        if (!user.groups().contains(group.id())) {
            Holders.requireRoom(user.groups().size(), MAX_GROUPS_OF_USER, "GroupsPerUser");
            call.change(new IdentityChange.Update(user.joining(group.id())));
        }
        return Unit.UNIT;
    }

    /// As IAM does, removing who is not in the group succeeds and changes nothing.
    private Unit remove(Call call, Membership both) {
        PolicyHolder group = both.group().require();
        User user = (User) both.user().require();
        if (user.groups().contains(group.id())) {
            call.change(new IdentityChange.Update(user.leaving(group.id())));
        }
        return Unit.UNIT;
    }

    private ListGroupsForUserResponse listFor(ListGroupsForUserRequest input, User user) {
        List<PolicyHolder> groups =
                user.groups().stream()
                        .flatMap(id -> holders.store().holder(user.account(), id).stream())
                        .sorted(Comparator.comparing(group -> folded(group.name())))
                        .toList();
        Pages.Page<PolicyHolder> page =
                IamPages.of(
                        "ListGroupsForUser/" + user.id(),
                        input.marker(),
                        input.maxItems(),
                        groups,
                        group -> folded(group.name()));
        return new ListGroupsForUserResponse(
                page.map(group -> Shown.group((Group) group)), page.truncated(), page.nextMarker());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
