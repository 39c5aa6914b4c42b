package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.CreateGrantRequest;
import dev.keyhold.protocol.kms.CreateGrantResponse;
import dev.keyhold.protocol.kms.GrantConstraints;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// CreateGrant: lets a principal use a key. Whoever may do so by a policy can grant any operation; whoever may by a
/// grant can grant no more than that grant allows. A request with a name that is repeated finds its first grant.
final class CreateGrantOperation
        implements Operation<CreateGrantRequest, CreateGrantOperation.Draft, CreateGrantResponse> {

    private static final ApiName NAME = ApiName.kms("CreateGrant");
    private static final int ID_BYTES = 32;

    private final KeyResolver resolver;
    private final GrantStore store;
    private final Randomness randomness;
    private final Quotas quotas;

    CreateGrantOperation(KeyResolver resolver, GrantStore store, Randomness randomness, Quotas quotas) {
        this.resolver = resolver;
        this.store = store;
        this.randomness = randomness;
        this.quotas = quotas;
    }

    /// What is asked for.
    ///
    /// @param grant the grant as it would be made
    record Draft(KmsKey key, Grant grant) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<CreateGrantRequest> input() {
        return CreateGrantRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(CreateGrantRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("granteePrincipal", input.granteePrincipal())
                .text("granteeServicePrincipal", input.granteeServicePrincipal())
                .text("retiringPrincipal", input.retiringPrincipal())
                .text("retiringServicePrincipal", input.retiringServicePrincipal())
                .list("operations", input.operations())
                .nested("constraints", constraints(input))
                .text("name", input.name());
    }

    private static Fields constraints(CreateGrantRequest input) {
        GrantConstraints given = GrantRules.constraints(input.constraints());
        return new Fields()
                .texts("encryptionContextEquals", given.encryptionContextEquals())
                .texts("encryptionContextSubset", given.encryptionContextSubset())
                .text("sourceArn", given.sourceArn());
    }

    @Override
    public Draft resolve(Call call, CreateGrantRequest input) {
        String grantee =
                GrantRules.oneOf(input.granteePrincipal(), input.granteeServicePrincipal(), "Grantee")
                        .orElseThrow(
                                () -> Errors.validation("GranteePrincipal or GranteeServicePrincipal must be given."));
        Optional<String> retiring =
                GrantRules.oneOf(input.retiringPrincipal(), input.retiringServicePrincipal(), "Retiring");
        String name = Objects.requireNonNullElse(input.name(), "");
        KmsKey key = resolver.resolve(call, input.keyId(), KeyForms.ID_OR_ARN);
        return new Draft(
                key,
                new Grant(
                        key.account(),
                        key.region(),
                        key.id(),
                        newId(),
                        name,
                        call.now(),
                        call.account(),
                        grantee,
                        retiring,
                        input.operations(),
                        GrantRules.constraints(input.constraints()),
                        GrantExpiry.of(name, call.now())));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        randomness.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    @Override
    public List<Access> accesses(Call call, CreateGrantRequest input, Draft draft) {
        return List.of(
                Access.onKey(NAME.action(), draft.key())
                        .knowing(RequestFacts.grant(draft.grant(), GrantRules.terms(draft.grant()))));
    }

    @Override
    public CreateGrantResponse run(Call call, CreateGrantRequest input, Draft draft) {
        Requests.checkGrantTokens(input.grantTokens());
        KeyChecks.usable(draft.key());
        GrantRules.check(draft.grant(), draft.key());
        Optional<Grant> sameAsBefore = sameAsBefore(call, draft.grant());
        if (sameAsBefore.isEmpty()) {
            requireRoom(draft.key());
        }
        Requests.endDryRun(input.dryRun());
        if (sameAsBefore.isEmpty()) {
            call.change(new GrantChange.CreateGrant(draft.grant()));
        }
        Grant grant = sameAsBefore.orElse(draft.grant());
        call.response().text("grantId", grant.id()).text("keyId", draft.key().arn());
        return new CreateGrantResponse(GrantToken.of(grant, randomness), grant.id());
    }

    /// The grant that an earlier request with the same name and parameters made. Two such requests at once make one
    /// grant, because each depends on what the grantee holds.
    private Optional<Grant> sameAsBefore(Call call, Grant draft) {
        if (draft.name().isEmpty()) {
            return Optional.empty();
        }
        call.reads().note(draft.heldRef());
        return store.grantsNamed(draft.account(), draft.region(), draft.key(), draft.grantee(), draft.name()).stream()
                .filter(draft::asksTheSameAs)
                .findFirst();
    }

    private void requireRoom(KmsKey key) {
        long grants = store.countGrants(key.account(), key.region(), key.id());
        if (grants >= quotas.grantsPerKey()) {
            throw Errors.grantQuota(quotas.grantsPerKey(), grants);
        }
    }
}
