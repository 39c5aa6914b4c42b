package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;

import dev.keyhold.audit.Fields;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.DeleteRolePermissionsBoundaryRequest;
import dev.keyhold.protocol.iam.DeleteUserPermissionsBoundaryRequest;
import dev.keyhold.protocol.iam.PutRolePermissionsBoundaryRequest;
import dev.keyhold.protocol.iam.PutUserPermissionsBoundaryRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The policy that bounds what the others give to a user or role: Put and Delete for both. A boundary that is there
/// already, or none that is to be deleted, changes nothing.
final class Boundaries {

    private final Holders holders;
    private final PolicyArns policies;

    Boundaries(Holders holders, PolicyArns policies) {
        this.holders = holders;
        this.policies = policies;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                put(
                        "PutUserPermissionsBoundary",
                        PutUserPermissionsBoundaryRequest.class,
                        Kind.USER,
                        PutUserPermissionsBoundaryRequest::userName,
                        PutUserPermissionsBoundaryRequest::permissionsBoundary),
                put(
                        "PutRolePermissionsBoundary",
                        PutRolePermissionsBoundaryRequest.class,
                        Kind.ROLE,
                        PutRolePermissionsBoundaryRequest::roleName,
                        PutRolePermissionsBoundaryRequest::permissionsBoundary),
                delete(
                        "DeleteUserPermissionsBoundary",
                        DeleteUserPermissionsBoundaryRequest.class,
                        Kind.USER,
                        DeleteUserPermissionsBoundaryRequest::userName),
                delete(
                        "DeleteRolePermissionsBoundary",
                        DeleteRolePermissionsBoundaryRequest.class,
                        Kind.ROLE,
                        DeleteRolePermissionsBoundaryRequest::roleName));
    }

    private <I extends Record> Operation<I, ?, ?> put(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, String> boundary) {
        return change(
                        name,
                        input,
                        request ->
                                new Fields()
                                        .text(kind.word() + "Name", holder.apply(request))
                                        .text("permissionsBoundary", boundary.apply(request)),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> {
                            PolicyHolder found = named.require();
                            policies.requireBoundary(call, boundary.apply(request));
                            return set(call, found, Optional.of(boundary.apply(request)));
                        })
                .knowing((call, request, named) -> PolicyArns.asBoundary(boundary.apply(request)));
    }

    private <I extends Record> Operation<I, ?, ?> delete(
            String name, Class<I> input, Kind kind, Function<I, String> holder) {
        return change(
                        name,
                        input,
                        request -> new Fields().text(kind.word() + "Name", holder.apply(request)),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> set(call, named.require(), Optional.empty()))
                .knowing((call, request, named) -> named.boundary());
    }

    private static Unit set(Call call, PolicyHolder holder, Optional<String> boundary) {
        if (!holder.attachments().boundary().equals(boundary)) {
            call.change(new IdentityChange.Update(holder.with(holder.attachments().within(boundary))));
        }
        return Unit.UNIT;
    }
}
