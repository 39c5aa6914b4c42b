package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.identity.User;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.RequestFacts;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.CreateUserRequest;
import dev.keyhold.protocol.iam.CreateUserResponse;
import dev.keyhold.protocol.iam.DeleteUserRequest;
import dev.keyhold.protocol.iam.GetUserRequest;
import dev.keyhold.protocol.iam.GetUserResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListUsersRequest;
import dev.keyhold.protocol.iam.ListUsersResponse;
import dev.keyhold.protocol.iam.UpdateUserRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// CreateUser, GetUser, UpdateUser, DeleteUser and ListUsers.
final class Users {

    private static final int MAX_USERS = 5_000;

    private final Holders holders;
    private final PolicyArns policies;
    private final Randomness randomness;

    Users(Holders holders, PolicyArns policies, Randomness randomness) {
        this.holders = holders;
        this.policies = policies;
        this.randomness = randomness;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                change(
                                "CreateUser",
                                CreateUserRequest.class,
                                input ->
                                        new Fields()
                                                .text("userName", input.userName())
                                                .text("path", input.path())
                                                .text("permissionsBoundary", input.permissionsBoundary())
                                                .texts("tags", IamTags.recorded(input.tags())),
                                this::draft,
                                (call, input, draft) -> draft.arn(),
                                this::create)
                        .knowing((call, input, draft) -> facts(input)),
                read(
                        "GetUser",
                        GetUserRequest.class,
                        input -> new Fields().text("userName", input.userName()),
                        (call, input) -> holders.findUser(call, input.userName()),
                        ofHolder(),
                        (call, input, named) -> new GetUserResponse(Shown.user((User) named.require()))),
                change(
                                "UpdateUser",
                                UpdateUserRequest.class,
                                input ->
                                        new Fields()
                                                .text("userName", input.userName())
                                                .text("newUserName", input.newUserName())
                                                .text("newPath", input.newPath()),
                                holder(holders, Kind.USER, UpdateUserRequest::userName),
                                ofHolder(),
                                this::update)
                        .alsoOn((call, input, named) -> named.arn(input.newPath(), input.newUserName())),
                change(
                        "DeleteUser",
                        DeleteUserRequest.class,
                        input -> new Fields().text("userName", input.userName()),
                        holder(holders, Kind.USER, DeleteUserRequest::userName),
                        ofHolder(),
                        (call, input, named) -> delete(call, (User) named.require())),
                read(
                        "ListUsers",
                        ListUsersRequest.class,
                        input -> new Fields().text("pathPrefix", input.pathPrefix()),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "arn:aws:iam::" + call.account() + ":user/",
                        this::list));
    }

    private static RequestContext facts(CreateUserRequest input) {
        RequestContext tags = RequestFacts.tags(IamTags.recorded(input.tags()));
        return Optional.ofNullable(input.permissionsBoundary())
                .map(arn -> RequestFacts.both(PolicyArns.asBoundary(arn), tags))
                .orElse(tags);
    }

    private User draft(Call call, CreateUserRequest input) {
        Attachments attachments = Attachments.NONE.within(Optional.ofNullable(input.permissionsBoundary()));
        return new User(
                call.account(),
                Objects.requireNonNullElse(input.path(), "/"),
                input.userName(),
                AccessKeyFactory.userId(randomness),
                call.now(),
                attachments);
    }

    private CreateUserResponse create(Call call, CreateUserRequest input, User draft) {
        draft.attachments().boundary().ifPresent(arn -> policies.requireBoundary(call, arn));
        if (isTaken(call, draft.name())) {
            throw IamErrors.userExists(draft.name());
        }
        Holders.requireRoom(holders.store().countHolders(call.account(), Kind.USER), MAX_USERS, "UsersPerAccount");
        User user =
                new User(
                        draft.account(),
                        draft.path(),
                        draft.name(),
                        draft.id(),
                        1,
                        draft.created(),
                        draft.attachments(),
                        draft.groups(),
                        IamTags.of(input.tags()));
        call.change(new IdentityChange.Create(user));
        call.response().text("userId", user.id()).text("arn", user.arn());
        return new CreateUserResponse(Shown.user(user));
    }

    /// Names that differ in case only are one name.
    private boolean isTaken(Call call, String name) {
        return holders.isTaken(call.account(), Kind.USER, name);
    }

    private Unit update(Call call, UpdateUserRequest input, Holders.Named named) {
        User user = (User) named.require();
        String name = Objects.requireNonNullElse(input.newUserName(), user.name());
        boolean other = !name.toLowerCase(Locale.ROOT).equals(user.name().toLowerCase(Locale.ROOT));
        if (other && isTaken(call, name)) {
            throw IamErrors.userExists(name);
        }
        call.change(
                new IdentityChange.Update(
                        user.renamed(Objects.requireNonNullElse(input.newPath(), user.path()), name)));
        return Unit.UNIT;
    }

    private Unit delete(Call call, User user) {
        if (!holders.store().accessKeysOf(user.account(), user.id()).isEmpty()) {
            throw IamErrors.deleteConflict("delete access keys");
        }
        Holders.requireBare(user);
        if (!user.groups().isEmpty()) {
            throw IamErrors.deleteConflict("remove users from group");
        }
        call.change(new IdentityChange.Delete(user));
        return Unit.UNIT;
    }

    private ListUsersResponse list(Call call, ListUsersRequest input, Unit nothing) {
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        Pages.Page<PolicyHolder> page =
                IamPages.page(
                        "ListUsers",
                        input.marker(),
                        input.maxItems(),
                        (after, count) -> holders.store().holders(call.account(), Kind.USER, prefix, after, count),
                        PolicyHolder::name);
        return new ListUsersResponse(page.map(user -> Shown.listed((User) user)), page.truncated(), page.nextMarker());
    }
}
