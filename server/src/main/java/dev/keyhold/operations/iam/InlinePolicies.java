package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.holder;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.PolicyRefusedException;
import dev.keyhold.authz.PolicyTooLargeException;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.iam.DeleteGroupPolicyRequest;
import dev.keyhold.protocol.iam.DeleteRolePolicyRequest;
import dev.keyhold.protocol.iam.DeleteUserPolicyRequest;
import dev.keyhold.protocol.iam.GetGroupPolicyRequest;
import dev.keyhold.protocol.iam.GetGroupPolicyResponse;
import dev.keyhold.protocol.iam.GetRolePolicyRequest;
import dev.keyhold.protocol.iam.GetRolePolicyResponse;
import dev.keyhold.protocol.iam.GetUserPolicyRequest;
import dev.keyhold.protocol.iam.GetUserPolicyResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListGroupPoliciesRequest;
import dev.keyhold.protocol.iam.ListGroupPoliciesResponse;
import dev.keyhold.protocol.iam.ListRolePoliciesRequest;
import dev.keyhold.protocol.iam.ListRolePoliciesResponse;
import dev.keyhold.protocol.iam.ListUserPoliciesRequest;
import dev.keyhold.protocol.iam.ListUserPoliciesResponse;
import dev.keyhold.protocol.iam.PolicyDocuments;
import dev.keyhold.protocol.iam.PutGroupPolicyRequest;
import dev.keyhold.protocol.iam.PutRolePolicyRequest;
import dev.keyhold.protocol.iam.PutUserPolicyRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The policies that a user, group or role has for itself: Put, Get, Delete and List for each of the three. The text is
/// kept verbatim.
final class InlinePolicies {

    private final Holders holders;

    InlinePolicies(Holders holders) {
        this.holders = holders;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                put(
                        "PutUserPolicy",
                        PutUserPolicyRequest.class,
                        Kind.USER,
                        PutUserPolicyRequest::userName,
                        PutUserPolicyRequest::policyName,
                        PutUserPolicyRequest::policyDocument),
                put(
                        "PutGroupPolicy",
                        PutGroupPolicyRequest.class,
                        Kind.GROUP,
                        PutGroupPolicyRequest::groupName,
                        PutGroupPolicyRequest::policyName,
                        PutGroupPolicyRequest::policyDocument),
                put(
                        "PutRolePolicy",
                        PutRolePolicyRequest.class,
                        Kind.ROLE,
                        PutRolePolicyRequest::roleName,
                        PutRolePolicyRequest::policyName,
                        PutRolePolicyRequest::policyDocument),
                get(
                        "GetUserPolicy",
                        GetUserPolicyRequest.class,
                        Kind.USER,
                        GetUserPolicyRequest::userName,
                        GetUserPolicyRequest::policyName,
                        GetUserPolicyResponse::new),
                get(
                        "GetGroupPolicy",
                        GetGroupPolicyRequest.class,
                        Kind.GROUP,
                        GetGroupPolicyRequest::groupName,
                        GetGroupPolicyRequest::policyName,
                        GetGroupPolicyResponse::new),
                get(
                        "GetRolePolicy",
                        GetRolePolicyRequest.class,
                        Kind.ROLE,
                        GetRolePolicyRequest::roleName,
                        GetRolePolicyRequest::policyName,
                        GetRolePolicyResponse::new),
                delete(
                        "DeleteUserPolicy",
                        DeleteUserPolicyRequest.class,
                        Kind.USER,
                        DeleteUserPolicyRequest::userName,
                        DeleteUserPolicyRequest::policyName),
                delete(
                        "DeleteGroupPolicy",
                        DeleteGroupPolicyRequest.class,
                        Kind.GROUP,
                        DeleteGroupPolicyRequest::groupName,
                        DeleteGroupPolicyRequest::policyName),
                delete(
                        "DeleteRolePolicy",
                        DeleteRolePolicyRequest.class,
                        Kind.ROLE,
                        DeleteRolePolicyRequest::roleName,
                        DeleteRolePolicyRequest::policyName),
                list(
                        "ListUserPolicies",
                        ListUserPoliciesRequest.class,
                        Kind.USER,
                        ListUserPoliciesRequest::userName,
                        ListUserPoliciesRequest::marker,
                        ListUserPoliciesRequest::maxItems,
                        ListUserPoliciesResponse::new),
                list(
                        "ListGroupPolicies",
                        ListGroupPoliciesRequest.class,
                        Kind.GROUP,
                        ListGroupPoliciesRequest::groupName,
                        ListGroupPoliciesRequest::marker,
                        ListGroupPoliciesRequest::maxItems,
                        ListGroupPoliciesResponse::new),
                list(
                        "ListRolePolicies",
                        ListRolePoliciesRequest.class,
                        Kind.ROLE,
                        ListRolePoliciesRequest::roleName,
                        ListRolePoliciesRequest::marker,
                        ListRolePoliciesRequest::maxItems,
                        ListRolePoliciesResponse::new));
    }

    /// Makes the answer that shows a policy.
    @FunctionalInterface
    private interface Answer<O> {
        O of(String holder, String policy, String document);
    }

    private <I extends Record> Operation<I, ?, ?> put(
            String name,
            Class<I> input,
            Kind kind,
            Function<I, String> holder,
            Function<I, String> policy,
            Function<I, String> document) {
        return change(
                        name,
                        input,
                        request ->
                                recorded(kind, holder, policy, request).text("policyDocument", document.apply(request)),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) ->
                                put(call, named.require(), policy.apply(request), document.apply(request)))
                .knowing((call, request, named) -> named.boundary());
    }

    private static <I> Fields recorded(Kind kind, Function<I, String> holder, Function<I, String> policy, I request) {
        return new Fields().text(kind.word() + "Name", holder.apply(request)).text("policyName", policy.apply(request));
    }

    private static Unit put(Call call, PolicyHolder holder, String policy, String document) {
        int most = mostCharacters(holder.kind());
        KmsException tooLarge = IamErrors.inlinePoliciesTooLarge(most, holder.kind().word(), holder.name());
        try {
            PolicyDocument.parseIdentityPolicy(document);
        } catch (PolicyTooLargeException before) {
            throw tooLarge;
        } catch (PolicyRefusedException refused) {
            throw IamErrors.malformedPolicy(refused.getMessage());
        }
        Attachments attachments = holder.attachments().with(policy, document);
        if (attachments.inline().values().stream().mapToLong(InlinePolicies::size).sum() > most) {
            throw tooLarge;
        }
        call.change(new IdentityChange.Update(holder.with(attachments)));
        return Unit.UNIT;
    }

    /// How large all inline policies of one identity may be together (IAM user guide, "IAM and AWS STS quotas").
    private static int mostCharacters(Kind kind) {
        return switch (kind) {
            case USER -> 2_048;
            case GROUP -> 5_120;
            case ROLE -> 10_240;
        };
    }

    /// White space does not count.
    private static long size(String document) {
        return document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    private <I extends Record, O extends Record> Operation<I, ?, ?> get(
            String name,
            Class<I> input,
            Kind kind,
            Function<I, String> holder,
            Function<I, String> policy,
            Answer<O> answer) {
        return read(
                name,
                input,
                request -> recorded(kind, holder, policy, request),
                holder(holders, kind, holder),
                ofHolder(),
                (call, request, named) -> {
                    PolicyHolder found = named.require();
                    String document = require(found, policy.apply(request));
                    return answer.of(found.name(), policy.apply(request), PolicyDocuments.encode(document));
                });
    }

    private <I extends Record> Operation<I, ?, ?> delete(
            String name, Class<I> input, Kind kind, Function<I, String> holder, Function<I, String> policy) {
        return change(
                        name,
                        input,
                        request -> recorded(kind, holder, policy, request),
                        holder(holders, kind, holder),
                        ofHolder(),
                        (call, request, named) -> delete(call, named.require(), policy.apply(request)))
                .knowing((call, request, named) -> named.boundary());
    }

    private static Unit delete(Call call, PolicyHolder holder, String policy) {
        require(holder, policy);
        call.change(new IdentityChange.Update(holder.with(holder.attachments().without(policy))));
        return Unit.UNIT;
    }

    private static String require(PolicyHolder holder, String policy) {
        String document = holder.attachments().inline().get(policy);
        if (document == null) {
            throw IamErrors.inlinePolicyNotFound(holder.kind().word(), policy);
        }
        return document;
    }

    private <I extends Record, O extends Record> Operation<I, ?, ?> list(
            String name,
            Class<I> input,
            Kind kind,
            Function<I, String> holder,
            Function<I, @Nullable String> marker,
            Function<I, @Nullable Integer> maxItems,
            IamPages.Answer<String, O> answer) {
        return read(
                name,
                input,
                request -> new Fields().text(kind.word() + "Name", holder.apply(request)),
                holder(holders, kind, holder),
                ofHolder(),
                (call, request, named) -> {
                    PolicyHolder found = named.require();
                    Pages.Page<String> page =
                            IamPages.of(
                                    name + "/" + found.id(),
                                    marker.apply(request),
                                    maxItems.apply(request),
                                    List.copyOf(found.attachments().inline().keySet()),
                                    Function.identity());
                    return answer.of(page.items(), page.truncated(), page.nextMarker());
                });
    }
}
