package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.kms.RetireGrantRequest;
import java.util.List;

/// RetireGrant: those whom a grant concerns end it. The grant itself says who they are.
final class RetireGrantOperation implements Operation<RetireGrantRequest, RetireGrantOperation.Named, Unit> {

    private static final ApiName NAME = ApiName.kms("RetireGrant");

    private final KeyResolver resolver;
    private final GrantStore store;

    RetireGrantOperation(KeyResolver resolver, GrantStore store) {
        this.resolver = resolver;
        this.store = store;
    }

    /// What is to end.
    record Named(KmsKey key, Grant grant) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<RetireGrantRequest> input() {
        return RetireGrantRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(RetireGrantRequest input) {
        return new Fields().text("keyId", input.keyId()).text("grantId", input.grantId());
    }

    @Override
    public Named resolve(Call call, RetireGrantRequest input) {
        if (input.grantToken() != null) {
            if (input.grantId() != null || input.keyId() != null) {
                throw Errors.validation("A grant is named by its token, or by KeyId and GrantId.");
            }
            GrantToken token = GrantToken.parse(input.grantToken()).orElseThrow(Errors::invalidGrantToken);
            KmsKey key =
                    resolver.ofAnyAccount(call, token.key()).orElseThrow(() -> Errors.grantNotFound(token.grant()));
            return named(call, key, token.grant());
        }
        if (input.keyId() == null || input.grantId() == null) {
            throw Errors.validation("A grant is named by its token, or by KeyId and GrantId.");
        }
        String id = GrantRules.id(input.grantId());
        return named(call, resolver.resolve(call, input.keyId(), KeyForms.ID_OR_ARN), id);
    }

    private Named named(Call call, KmsKey key, String id) {
        call.reads().note(Grant.ref(key.region(), key.id(), id));
        return store.grant(key.account(), key.region(), key.id(), id)
                .map(grant -> new Named(key, grant))
                .orElseThrow(() -> Errors.grantNotFound(id));
    }

    @Override
    public List<Access> accesses(Call call, RetireGrantRequest input, Named named) {
        return List.of(
                Access.onGrant(NAME.action(), named.key(), named.grant())
                        .knowing(RequestFacts.constraint(named.grant().constraints())));
    }

    @Override
    public Unit run(Call call, RetireGrantRequest input, Named named) {
        Requests.endDryRun(input.dryRun());
        call.change(new GrantChange.DeleteGrant(named.grant()));
        KeyArn key = named.key().arn();
        call.additional().text("grantId", named.grant().id());
        call.response().text("keyId", key);
        return Unit.UNIT;
    }
}
