package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.iam.CreatePolicyRequest;
import dev.keyhold.protocol.iam.CreatePolicyResponse;
import dev.keyhold.protocol.iam.CreatePolicyVersionRequest;
import dev.keyhold.protocol.iam.CreatePolicyVersionResponse;
import dev.keyhold.protocol.iam.DeletePolicyRequest;
import dev.keyhold.protocol.iam.DeletePolicyVersionRequest;
import dev.keyhold.protocol.iam.GetPolicyRequest;
import dev.keyhold.protocol.iam.GetPolicyResponse;
import dev.keyhold.protocol.iam.GetPolicyVersionRequest;
import dev.keyhold.protocol.iam.GetPolicyVersionResponse;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListPoliciesRequest;
import dev.keyhold.protocol.iam.ListPoliciesResponse;
import dev.keyhold.protocol.iam.ListPolicyTagsRequest;
import dev.keyhold.protocol.iam.ListPolicyTagsResponse;
import dev.keyhold.protocol.iam.ListPolicyVersionsRequest;
import dev.keyhold.protocol.iam.ListPolicyVersionsResponse;
import dev.keyhold.protocol.iam.Policy;
import dev.keyhold.protocol.iam.PolicyDocuments;
import dev.keyhold.protocol.iam.PolicyScopeType;
import dev.keyhold.protocol.iam.PolicyUsageType;
import dev.keyhold.protocol.iam.PolicyVersion;
import dev.keyhold.protocol.iam.SetDefaultPolicyVersionRequest;
import dev.keyhold.protocol.iam.Tag;
import dev.keyhold.protocol.iam.TagPolicyRequest;
import dev.keyhold.protocol.iam.UntagPolicyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// Managed policies, their versions and tags. A policy has five versions at most, of which one counts: from the moment
/// it is made the default, for everybody who carries the policy.
final class ManagedPolicies {

    private static final int MAX_POLICIES = 1_500;
    private static final int MAX_VERSIONS = 5;

    private final IdentityStore store;
    private final PolicyArns policies;
    private final Randomness randomness;

    ManagedPolicies(IdentityStore store, PolicyArns policies, Randomness randomness) {
        this.store = store;
        this.policies = policies;
        this.randomness = randomness;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                change(
                        "CreatePolicy",
                        CreatePolicyRequest.class,
                        input ->
                                new Fields()
                                        .text("policyName", input.policyName())
                                        .text("path", input.path())
                                        .text("description", input.description())
                                        .text("policyDocument", input.policyDocument())
                                        .texts("tags", IamTags.recorded(input.tags())),
                        this::draft,
                        (call, input, draft) -> draft.arn(),
                        this::create),
                read(
                        "GetPolicy",
                        GetPolicyRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()),
                        named(GetPolicyRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> new GetPolicyResponse(shown(named.require()))),
                change(
                        "DeletePolicy",
                        DeletePolicyRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()),
                        named(DeletePolicyRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> delete(call, named.require())),
                read(
                        "ListPolicies",
                        ListPoliciesRequest.class,
                        input ->
                                new Fields()
                                        .text("scope", input.scope())
                                        .flag("onlyAttached", input.onlyAttached())
                                        .text("pathPrefix", input.pathPrefix())
                                        .text("policyUsageFilter", input.policyUsageFilter()),
                        (call, input) -> Unit.UNIT,
                        (call, input, nothing) -> "arn:aws:iam::" + call.account() + ":policy/",
                        this::list),
                change(
                        "CreatePolicyVersion",
                        CreatePolicyVersionRequest.class,
                        input ->
                                new Fields()
                                        .text("policyArn", input.policyArn())
                                        .text("policyDocument", input.policyDocument())
                                        .flag("setAsDefault", input.setAsDefault()),
                        named(CreatePolicyVersionRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> createVersion(call, input, named.require())),
                read(
                        "GetPolicyVersion",
                        GetPolicyVersionRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()).text("versionId", input.versionId()),
                        named(GetPolicyVersionRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> getVersion(named.require(), input.versionId())),
                change(
                        "DeletePolicyVersion",
                        DeletePolicyVersionRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()).text("versionId", input.versionId()),
                        named(DeletePolicyVersionRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> deleteVersion(call, named.require(), input.versionId())),
                read(
                        "ListPolicyVersions",
                        ListPolicyVersionsRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()),
                        named(ListPolicyVersionsRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> listVersions(input, named.require())),
                change(
                        "SetDefaultPolicyVersion",
                        SetDefaultPolicyVersionRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()).text("versionId", input.versionId()),
                        named(SetDefaultPolicyVersionRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> setDefault(call, named.require(), input.versionId())),
                change(
                        "TagPolicy",
                        TagPolicyRequest.class,
                        input ->
                                new Fields()
                                        .text("policyArn", input.policyArn())
                                        .texts("tags", IamTags.recorded(input.tags())),
                        named(TagPolicyRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) ->
                                setTags(call, named.require(), IamTags.with(named.require().tags(), input.tags()))),
                change(
                        "UntagPolicy",
                        UntagPolicyRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()).list("tagKeys", input.tagKeys()),
                        named(UntagPolicyRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) ->
                                setTags(
                                        call,
                                        named.require(),
                                        IamTags.without(named.require().tags(), input.tagKeys()))),
                read(
                        "ListPolicyTags",
                        ListPolicyTagsRequest.class,
                        input -> new Fields().text("policyArn", input.policyArn()),
                        named(ListPolicyTagsRequest::policyArn),
                        ofPolicy(),
                        (call, input, named) -> listTags(input, named.require())));
    }

    private <I> IamOperation.Resolver<I, PolicyArns.Named> named(Function<I, String> arn) {
        return (call, input) -> policies.named(call, arn.apply(input));
    }

    private static <I> IamOperation.Arn<I, PolicyArns.Named> ofPolicy() {
        return (call, input, named) -> named.arn();
    }

    private ManagedPolicy draft(Call call, CreatePolicyRequest input) {
        return new ManagedPolicy(
                call.account(),
                Objects.requireNonNullElse(input.path(), "/"),
                input.policyName(),
                AccessKeyFactory.newId("ANPA", randomness),
                1,
                call.now(),
                call.now(),
                Objects.requireNonNullElse(input.description(), ""),
                1,
                1,
                new TreeMap<>(Map.of(1, new ManagedPolicy.Text(input.policyDocument(), call.now()))),
                Map.of());
    }

    private CreatePolicyResponse create(Call call, CreatePolicyRequest input, ManagedPolicy draft) {
        Documents.requireManagedPolicy(input.policyDocument());
        if (store.isPolicyNameTaken(draft.account(), draft.name())) {
            throw IamErrors.policyExists(draft.name());
        }
        Holders.requireRoom(store.countPolicies(draft.account()), MAX_POLICIES, "PoliciesPerAccount");
        ManagedPolicy policy =
                new ManagedPolicy(
                        draft.account(),
                        draft.path(),
                        draft.name(),
                        draft.id(),
                        draft.version(),
                        draft.created(),
                        draft.updated(),
                        draft.description(),
                        draft.defaultVersion(),
                        draft.latestVersion(),
                        draft.texts(),
                        IamTags.of(input.tags()));
        call.change(new IdentityChange.CreatePolicy(policy));
        call.response().text("policyId", policy.id()).text("arn", policy.arn());
        return new CreatePolicyResponse(shown(policy));
    }

    private Unit delete(Call call, ManagedPolicy policy) {
        if (carriers(policy, false) + carriers(policy, true) > 0) {
            throw IamErrors.policyAttached();
        }
        if (policy.texts().size() > 1) {
            throw IamErrors.policyHasVersions();
        }
        call.change(new IdentityChange.DeletePolicy(policy));
        return Unit.UNIT;
    }

    /// There are no policies of AWS's own in the list, so that scope is an empty one.
    private ListPoliciesResponse list(Call call, ListPoliciesRequest input, Unit nothing) {
        if (input.scope() == PolicyScopeType.AWS) {
            return new ListPoliciesResponse(List.of(), false, null);
        }
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        Pages.Page<Policy> page =
                IamPages.page(
                        "ListPolicies",
                        input.marker(),
                        input.maxItems(),
                        (after, count) -> wanted(call.account(), prefix, input, after, count),
                        Policy::policyName);
        return new ListPoliciesResponse(page.items(), page.truncated(), page.nextMarker());
    }

    /// Reads on until there are so many that the request asks for.
    private List<Policy> wanted(String account, String prefix, ListPoliciesRequest input, String after, int count) {
        List<Policy> wanted = new ArrayList<>();
        String position = after;
        List<ManagedPolicy> read;
        do {
            read = store.policies(account, prefix, position, count);
            for (ManagedPolicy policy : read) {
                Policy listed = listed(policy);
                if (wanted.size() < count && isWanted(listed, input)) {
                    wanted.add(listed);
                }
                position = policy.name();
            }
        } while (read.size() == count && wanted.size() < count);
        return wanted;
    }

    private static boolean isWanted(Policy policy, ListPoliciesRequest input) {
        boolean attached = policy.attachmentCount() > 0;
        boolean bounds = policy.permissionsBoundaryUsageCount() > 0;
        PolicyUsageType usage = input.policyUsageFilter();
        if (usage != null) {
            return usage == PolicyUsageType.PERMISSIONS_POLICY ? attached : bounds;
        }
        return !Boolean.TRUE.equals(input.onlyAttached()) || attached;
    }

    private CreatePolicyVersionResponse createVersion(
            Call call, CreatePolicyVersionRequest input, ManagedPolicy policy) {
        Documents.requireManagedPolicy(input.policyDocument());
        if (policy.texts().size() >= MAX_VERSIONS) {
            throw IamErrors.tooManyVersions();
        }
        ManagedPolicy changed =
                policy.plus(input.policyDocument(), Boolean.TRUE.equals(input.setAsDefault()), call.now());
        call.change(new IdentityChange.UpdatePolicy(changed));
        call.response().text("versionId", versionId(changed.latestVersion()));
        return new CreatePolicyVersionResponse(listed(changed, changed.latestVersion()));
    }

    private static GetPolicyVersionResponse getVersion(ManagedPolicy policy, String id) {
        int number = requireVersion(policy, id);
        ManagedPolicy.Text text = Objects.requireNonNull(policy.texts().get(number));
        return new GetPolicyVersionResponse(
                new PolicyVersion(
                        PolicyDocuments.encode(text.document()),
                        id,
                        number == policy.defaultVersion(),
                        text.created()));
    }

    private static Unit deleteVersion(Call call, ManagedPolicy policy, String id) {
        int number = requireVersion(policy, id);
        if (number == policy.defaultVersion()) {
            throw IamErrors.defaultVersion();
        }
        call.change(new IdentityChange.UpdatePolicy(policy.minus(number, call.now())));
        return Unit.UNIT;
    }

    /// The latest first.
    private static ListPolicyVersionsResponse listVersions(ListPolicyVersionsRequest input, ManagedPolicy policy) {
        Pages.Page<Integer> page =
                IamPages.of(
                        "ListPolicyVersions/" + policy.id(),
                        input.marker(),
                        input.maxItems(),
                        List.copyOf(policy.texts().reversed().keySet()),
                        number -> "%010d".formatted(Integer.MAX_VALUE - number));
        return new ListPolicyVersionsResponse(
                page.map(number -> listed(policy, number)), page.truncated(), page.nextMarker());
    }

    private static Unit setDefault(Call call, ManagedPolicy policy, String id) {
        int number = requireVersion(policy, id);
        if (number != policy.defaultVersion()) {
            call.change(new IdentityChange.UpdatePolicy(policy.withDefault(number, call.now())));
        }
        return Unit.UNIT;
    }

    private static Unit setTags(Call call, ManagedPolicy policy, Map<String, String> tags) {
        call.change(new IdentityChange.UpdatePolicy(policy.withTags(tags)));
        return Unit.UNIT;
    }

    private static ListPolicyTagsResponse listTags(ListPolicyTagsRequest input, ManagedPolicy policy) {
        Pages.Page<Tag> page =
                IamPages.of(
                        "ListPolicyTags/" + policy.id(),
                        input.marker(),
                        input.maxItems(),
                        IamTags.list(policy.tags()),
                        Tag::key);
        return new ListPolicyTagsResponse(page.items(), page.truncated(), page.nextMarker());
    }

    private static String versionId(int number) {
        return "v" + number;
    }

    private static int requireVersion(ManagedPolicy policy, String id) {
        return policy.texts().keySet().stream()
                .filter(number -> versionId(number).equals(id))
                .findFirst()
                .orElseThrow(() -> IamErrors.policyVersionNotFound(policy.arn(), id));
    }

    private static PolicyVersion listed(ManagedPolicy policy, int number) {
        return new PolicyVersion(
                null,
                versionId(number),
                number == policy.defaultVersion(),
                Objects.requireNonNull(policy.texts().get(number)).created());
    }

    private int carriers(ManagedPolicy policy, boolean asBoundary) {
        return store.carriersOf(policy.account(), policy.arn(), asBoundary).size();
    }

    /// A policy with all that is known of it.
    private Policy shown(ManagedPolicy policy) {
        Policy listed = listed(policy);
        return new Policy(
                listed.policyName(),
                listed.policyId(),
                listed.arn(),
                listed.path(),
                listed.defaultVersionId(),
                listed.attachmentCount(),
                listed.permissionsBoundaryUsageCount(),
                listed.isAttachable(),
                policy.description().isEmpty() ? null : policy.description(),
                listed.createDate(),
                listed.updateDate(),
                IamTags.list(policy.tags()));
    }

    /// A policy in a list, without description and tags.
    private Policy listed(ManagedPolicy policy) {
        return new Policy(
                policy.name(),
                policy.id(),
                policy.arn(),
                policy.path(),
                versionId(policy.defaultVersion()),
                carriers(policy, false),
                carriers(policy, true),
                true,
                null,
                policy.created(),
                policy.updated(),
                null);
    }
}
