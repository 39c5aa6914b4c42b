package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.identity.Role;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.CreateRoleRequest;
import dev.keyhold.protocol.iam.CreateRoleResponse;
import dev.keyhold.protocol.iam.DeleteRoleRequest;
import dev.keyhold.protocol.iam.GetRoleRequest;
import dev.keyhold.protocol.iam.GetRoleResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListInstanceProfilesForRoleRequest;
import dev.keyhold.protocol.iam.ListInstanceProfilesForRoleResponse;
import dev.keyhold.protocol.iam.ListRolesRequest;
import dev.keyhold.protocol.iam.ListRolesResponse;
import dev.keyhold.protocol.iam.UpdateAssumeRolePolicyRequest;
import dev.keyhold.protocol.iam.UpdateRoleDescriptionRequest;
import dev.keyhold.protocol.iam.UpdateRoleDescriptionResponse;
import dev.keyhold.protocol.iam.UpdateRoleRequest;
import dev.keyhold.protocol.iam.UpdateRoleResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Roles and their trust policies. There are no instances that could have a role, so no role has an instance profile;
/// Terraform asks before it deletes one.
final class Roles {

    private static final int MAX_ROLES = 1_000;
    private static final int STANDARD_SESSION_SECONDS = 3_600;

    private final Holders holders;
    private final PolicyArns policies;
    private final Randomness randomness;

    Roles(Holders holders, PolicyArns policies, Randomness randomness) {
        this.holders = holders;
        this.policies = policies;
        this.randomness = randomness;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                change(
                        "CreateRole",
                        CreateRoleRequest.class,
                        input ->
                                new Fields()
                                        .text("roleName", input.roleName())
                                        .text("path", input.path())
                                        .text("description", input.description())
                                        .number("maxSessionDuration", input.maxSessionDuration())
                                        .text("permissionsBoundary", input.permissionsBoundary())
                                        .text("assumeRolePolicyDocument", input.assumeRolePolicyDocument())
                                        .texts("tags", IamTags.recorded(input.tags())),
                        this::draft,
                        (call, input, draft) -> draft.arn(),
                        this::create),
                read(
                        "GetRole",
                        GetRoleRequest.class,
                        input -> new Fields().text("roleName", input.roleName()),
                        holder(holders, Kind.ROLE, GetRoleRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> new GetRoleResponse(Shown.role((Role) named.require()))),
                change(
                        "UpdateRole",
                        UpdateRoleRequest.class,
                        input ->
                                new Fields()
                                        .text("roleName", input.roleName())
                                        .text("description", input.description())
                                        .number("maxSessionDuration", input.maxSessionDuration()),
                        holder(holders, Kind.ROLE, UpdateRoleRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> update(call, input, (Role) named.require())),
                change(
                        "UpdateRoleDescription",
                        UpdateRoleDescriptionRequest.class,
                        input ->
                                new Fields()
                                        .text("roleName", input.roleName())
                                        .text("description", input.description()),
                        holder(holders, Kind.ROLE, UpdateRoleDescriptionRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> describe(call, input, (Role) named.require())),
                change(
                        "UpdateAssumeRolePolicy",
                        UpdateAssumeRolePolicyRequest.class,
                        input ->
                                new Fields()
                                        .text("roleName", input.roleName())
                                        .text("policyDocument", input.policyDocument()),
                        holder(holders, Kind.ROLE, UpdateAssumeRolePolicyRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> trust(call, input, (Role) named.require())),
                change(
                        "DeleteRole",
                        DeleteRoleRequest.class,
                        input -> new Fields().text("roleName", input.roleName()),
                        holder(holders, Kind.ROLE, DeleteRoleRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> delete(call, (Role) named.require())),
                read(
                        "ListRoles",
                        ListRolesRequest.class,
                        input -> new Fields().text("pathPrefix", input.pathPrefix()),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "arn:aws:iam::" + call.account() + ":role/",
                        this::list),
                read(
                        "ListInstanceProfilesForRole",
                        ListInstanceProfilesForRoleRequest.class,
                        input -> new Fields().text("roleName", input.roleName()),
                        holder(holders, Kind.ROLE, ListInstanceProfilesForRoleRequest::roleName),
                        ofHolder(),
                        (call, input, named) -> {
                            named.require();
                            return new ListInstanceProfilesForRoleResponse(List.of(), false, null);
                        }));
    }

    private Role draft(Call call, CreateRoleRequest input) {
        return new Role(
                call.account(),
                Objects.requireNonNullElse(input.path(), "/"),
                input.roleName(),
                AccessKeyFactory.newId("AROA", randomness),
                1,
                call.now(),
                Attachments.NONE.within(Optional.ofNullable(input.permissionsBoundary())),
                input.assumeRolePolicyDocument(),
                Objects.requireNonNullElse(input.description(), ""),
                Duration.ofSeconds(Objects.requireNonNullElse(input.maxSessionDuration(), STANDARD_SESSION_SECONDS)),
                Map.of());
    }

    private CreateRoleResponse create(Call call, CreateRoleRequest input, Role draft) {
        Documents.requireTrustPolicy(draft.trust());
        draft.attachments().boundary().ifPresent(arn -> policies.require(call, arn));
        if (holders.isTaken(draft.account(), Kind.ROLE, draft.name())) {
            throw IamErrors.roleExists(draft.name());
        }
        Holders.requireRoom(holders.store().countHolders(draft.account(), Kind.ROLE), MAX_ROLES, "RolesPerAccount");
        Role role =
                new Role(
                        draft.account(),
                        draft.path(),
                        draft.name(),
                        draft.id(),
                        draft.version(),
                        draft.created(),
                        draft.attachments(),
                        draft.trust(),
                        draft.description(),
                        draft.maxSession(),
                        IamTags.of(input.tags()));
        call.change(new IdentityChange.Create(role));
        call.response().text("roleId", role.id()).text("arn", role.arn());
        return new CreateRoleResponse(Shown.role(role));
    }

    /// What a request leaves out stays as it is.
    private static UpdateRoleResponse update(Call call, UpdateRoleRequest input, Role role) {
        String description = Objects.requireNonNullElse(input.description(), role.description());
        Duration maxSession =
                input.maxSessionDuration() == null ? role.maxSession() : Duration.ofSeconds(input.maxSessionDuration());
        call.change(new IdentityChange.Update(role.described(description, maxSession)));
        return new UpdateRoleResponse();
    }

    private static UpdateRoleDescriptionResponse describe(Call call, UpdateRoleDescriptionRequest input, Role role) {
        Role described = role.described(input.description(), role.maxSession());
        call.change(new IdentityChange.Update(described));
        return new UpdateRoleDescriptionResponse(Shown.role(described));
    }

    private static Unit trust(Call call, UpdateAssumeRolePolicyRequest input, Role role) {
        Documents.requireTrustPolicy(input.policyDocument());
        call.change(new IdentityChange.Update(role.trusting(input.policyDocument())));
        return Unit.UNIT;
    }

    private static Unit delete(Call call, Role role) {
        Holders.requireBare(role);
        call.change(new IdentityChange.Delete(role));
        return Unit.UNIT;
    }

    private ListRolesResponse list(Call call, ListRolesRequest input, Unit nothing) {
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        Pages.Page<PolicyHolder> page =
                IamPages.page(
                        "ListRoles",
                        input.marker(),
                        input.maxItems(),
                        (after, count) -> holders.store().holders(call.account(), Kind.ROLE, prefix, after, count),
                        PolicyHolder::name);
        return new ListRolesResponse(page.map(role -> Shown.listed((Role) role)), page.truncated(), page.nextMarker());
    }
}
