package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.RequestFacts;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.AttachGroupPolicyRequest;
import dev.keyhold.protocol.iam.AttachRolePolicyRequest;
import dev.keyhold.protocol.iam.AttachUserPolicyRequest;
import dev.keyhold.protocol.iam.AttachedPolicy;
import dev.keyhold.protocol.iam.DetachGroupPolicyRequest;
import dev.keyhold.protocol.iam.DetachRolePolicyRequest;
import dev.keyhold.protocol.iam.DetachUserPolicyRequest;
import dev.keyhold.protocol.iam.EntityType;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListAttachedGroupPoliciesRequest;
import dev.keyhold.protocol.iam.ListAttachedGroupPoliciesResponse;
import dev.keyhold.protocol.iam.ListAttachedRolePoliciesRequest;
import dev.keyhold.protocol.iam.ListAttachedRolePoliciesResponse;
import dev.keyhold.protocol.iam.ListAttachedUserPoliciesRequest;
import dev.keyhold.protocol.iam.ListAttachedUserPoliciesResponse;
import dev.keyhold.protocol.iam.ListEntitiesForPolicyRequest;
import dev.keyhold.protocol.iam.ListEntitiesForPolicyResponse;
import dev.keyhold.protocol.iam.PolicyGroup;
import dev.keyhold.protocol.iam.PolicyRole;
import dev.keyhold.protocol.iam.PolicyUsageType;
import dev.keyhold.protocol.iam.PolicyUser;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The managed policies that a user, group or role carries: Attach, Detach and ListAttached for each of the three, and
/// ListEntitiesForPolicy from the other end.
final class AttachedPolicies {

    private static final int MAX_POLICIES = 10;

    private final Holders holders;
    private final PolicyArns policies;

    AttachedPolicies(Holders holders, PolicyArns policies) {
        this.holders = holders;
        this.policies = policies;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                attach(
                        "AttachUserPolicy",
                        AttachUserPolicyRequest.class,
                        Kind.USER,
                        AttachUserPolicyRequest::userName,
                        AttachUserPolicyRequest::policyArn),
                attach(
                        "AttachGroupPolicy",
                        AttachGroupPolicyRequest.class,
                        Kind.GROUP,
                        AttachGroupPolicyRequest::groupName,
                        AttachGroupPolicyRequest::policyArn),
                attach(
                        "AttachRolePolicy",
                        AttachRolePolicyRequest.class,
                        Kind.ROLE,
                        AttachRolePolicyRequest::roleName,
                        AttachRolePolicyRequest::policyArn),
                detach(
                        "DetachUserPolicy",
                        DetachUserPolicyRequest.class,
                        Kind.USER,
                        DetachUserPolicyRequest::userName,
                        DetachUserPolicyRequest::policyArn),
                detach(
                        "DetachGroupPolicy",
                        DetachGroupPolicyRequest.class,
                        Kind.GROUP,
                        DetachGroupPolicyRequest::groupName,
                        DetachGroupPolicyRequest::policyArn),
                detach(
                        "DetachRolePolicy",
                        DetachRolePolicyRequest.class,
                        Kind.ROLE,
                        DetachRolePolicyRequest::roleName,
                        DetachRolePolicyRequest::policyArn),
                list(
                        "ListAttachedUserPolicies",
                        ListAttachedUserPoliciesRequest.class,
                        Kind.USER,
                        ListAttachedUserPoliciesRequest::userName,
                        input -> new Selection(input.pathPrefix(), input.marker(), input.maxItems()),
                        ListAttachedUserPoliciesResponse::new),
                list(
                        "ListAttachedGroupPolicies",
                        ListAttachedGroupPoliciesRequest.class,
                        Kind.GROUP,
                        ListAttachedGroupPoliciesRequest::groupName,
                        input -> new Selection(input.pathPrefix(), input.marker(), input.maxItems()),
                        ListAttachedGroupPoliciesResponse::new),
                list(
                        "ListAttachedRolePolicies",
                        ListAttachedRolePoliciesRequest.class,
                        Kind.ROLE,
                        ListAttachedRolePoliciesRequest::roleName,
                        input -> new Selection(input.pathPrefix(), input.marker(), input.maxItems()),
                        ListAttachedRolePoliciesResponse::new),
                read(
                        "ListEntitiesForPolicy",
                        ListEntitiesForPolicyRequest.class,
                        input ->
                                new Fields()
                                        .text("policyArn", input.policyArn())
                                        .text("entityFilter", input.entityFilter())
                                        .text("pathPrefix", input.pathPrefix())
                                        .text("policyUsageFilter", input.policyUsageFilter()),
                        (call, input) -> policies.find(call, input.policyArn()),
                        (call, input, found) -> input.policyArn(),
                        this::listEntities));
    }

    private <I extends Record> Operation<I, ?, ?> attach(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, String> arn) {
        return change(name, input, kind, holder, arn, this::attach);
    }

    private <I extends Record> Operation<I, ?, ?> detach(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, String> arn) {
        return change(name, input, kind, holder, arn, this::detach);
    }

    /// Attaches or detaches.
    @FunctionalInterface
    private interface Step {
        Unit take(Call call, PolicyHolder holder, String arn);
    }

    private <I extends Record> Operation<I, ?, ?> change(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, String> arn, Step step) {
        return IamOperation.<I, Holders.Named, Unit>change(
                        name,
                        input,
                        request ->
                                new Fields()
                                        .text(kind.word() + "Name", holder.apply(request))
                                        .text("policyArn", arn.apply(request)),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> step.take(call, named.require(), arn.apply(request)))
                .knowing((call, request, named) ->
                        RequestFacts.both(PolicyArns.asPolicy(arn.apply(request)), named.boundary()));
    }

    /// As IAM does, attaching again succeeds and changes nothing.
    private Unit attach(Call call, PolicyHolder holder, String arn) {
        ManagedPolicy policy = policies.require(call, arn);
        if (!holder.attachments().managed().contains(policy.arn())) {
            Holders.requireRoom(holder.attachments().managed().size(), MAX_POLICIES, quota(holder.kind()));
            call.change(new IdentityChange.Update(holder.with(holder.attachments().attached(policy.arn()))));
        }
        return Unit.UNIT;
    }

    private static String quota(Kind kind) {
        return switch (kind) {
            case USER -> "PoliciesPerUser";
            case GROUP -> "PoliciesPerGroup";
            case ROLE -> "PoliciesPerRole";
        };
    }

    private Unit detach(Call call, PolicyHolder holder, String arn) {
        ManagedPolicy policy =
                policies.find(call, arn)
                        .filter(found -> holder.attachments().managed().contains(found.arn()))
                        .orElseThrow(() -> IamErrors.policyNotFound(arn));
        call.change(new IdentityChange.Update(holder.with(holder.attachments().detached(policy.arn()))));
        return Unit.UNIT;
    }

    /// Which part of a list is asked for.
    private record Selection(@Nullable String pathPrefix, @Nullable String marker, @Nullable Integer maxItems) {}

    private <I extends Record, O extends Record> Operation<I, ?, ?> list(
            String name,
            Class<I> input,
            Kind kind,
            Function<I, String> holder,
            Function<I, Selection> selection,
            IamPages.Answer<AttachedPolicy, O> answer) {
        return read(
                name,
                input,
                request ->
                        new Fields()
                                .text(kind.word() + "Name", holder.apply(request))
                                .text("pathPrefix", selection.apply(request).pathPrefix()),
                holder(holders, kind, holder),
                ofHolder(),
                (call, request, named) -> {
                    PolicyHolder found = named.require();
                    Selection part = selection.apply(request);
                    Pages.Page<PolicyName> page =
                            IamPages.of(
                                    name + "/" + found.id(),
                                    part.marker(),
                                    part.maxItems(),
                                    attached(found, Objects.requireNonNullElse(part.pathPrefix(), "/")),
                                    PolicyName::position);
                    return answer.of(
                            page.map(policy -> new AttachedPolicy(policy.name(), policy.arn())),
                            page.truncated(),
                            page.nextMarker());
                });
    }

    /// A policy by the parts of its ARN.
    private record PolicyName(String arn, String path, String name) {

        static PolicyName of(String arn) {
            String resource = arn.substring(arn.indexOf('/'));
            int name = resource.lastIndexOf('/') + 1;
            return new PolicyName(arn, resource.substring(0, name), resource.substring(name));
        }

        /// Without the path, with which a marker could become longer than it may be. Names differ in an account.
        String position() {
            return folded(name) + arn.substring(0, arn.indexOf('/'));
        }
    }

    private static List<PolicyName> attached(PolicyHolder holder, String pathPrefix) {
        return holder.attachments().managed().stream()
                .map(PolicyName::of)
                .filter(policy -> policy.path().startsWith(pathPrefix))
                .sorted(Comparator.comparing(PolicyName::position))
                .toList();
    }

    private ListEntitiesForPolicyResponse listEntities(
            Call call, ListEntitiesForPolicyRequest input, Optional<ManagedPolicy> found) {
        ManagedPolicy policy = found.orElseThrow(() -> IamErrors.policyNotFound(input.policyArn()));
        String pathPrefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        List<PolicyHolder> carriers =
                Stream.concat(
                                carriers(policy, input, PolicyUsageType.PERMISSIONS_POLICY),
                                carriers(policy, input, PolicyUsageType.PERMISSIONS_BOUNDARY))
                        .distinct()
                        .filter(holder -> isOf(input.entityFilter(), holder.kind()))
                        .filter(holder -> holder.path().startsWith(pathPrefix))
                        .sorted(Comparator.comparing(AttachedPolicies::position))
                        .toList();
        Pages.Page<PolicyHolder> page =
                IamPages.of(
                        "ListEntitiesForPolicy/" + policy.id(),
                        input.marker(),
                        input.maxItems(),
                        carriers,
                        AttachedPolicies::position);
        return new ListEntitiesForPolicyResponse(
                of(page, Kind.GROUP, holder -> new PolicyGroup(holder.name(), holder.id())),
                of(page, Kind.USER, holder -> new PolicyUser(holder.name(), holder.id())),
                of(page, Kind.ROLE, holder -> new PolicyRole(holder.name(), holder.id())),
                page.truncated(),
                page.nextMarker());
    }

    private Stream<PolicyHolder> carriers(
            ManagedPolicy policy, ListEntitiesForPolicyRequest input, PolicyUsageType usage) {
        return input.policyUsageFilter() == null || input.policyUsageFilter() == usage
                ? holders
                        .store()
                        .carriersOf(policy.account(), policy.arn(), usage == PolicyUsageType.PERMISSIONS_BOUNDARY)
                        .stream()
                : Stream.empty();
    }

    /// No identity is a policy, which the filter can name too.
    private static boolean isOf(@Nullable EntityType filter, Kind kind) {
        return filter == null || filter.name().equals(kind.name());
    }

    private static String position(PolicyHolder holder) {
        return holder.kind().word() + "/" + folded(holder.name());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static <E> List<E> of(Pages.Page<PolicyHolder> page, Kind kind, Function<PolicyHolder, E> shown) {
        return page.items().stream().filter(holder -> holder.kind() == kind).map(shown).toList();
    }
}
