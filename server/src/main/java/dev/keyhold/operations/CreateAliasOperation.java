package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.AliasArn;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.CreateAliasRequest;
import java.util.List;

/// CreateAlias: a new name for a key. It needs the action on the alias and on the key.
final class CreateAliasOperation implements Operation<CreateAliasRequest, CreateAliasOperation.Naming, Unit> {

    private static final ApiName NAME = ApiName.kms("CreateAlias");

    private final Keys keys;
    private final KeyResolver resolver;
    private final Quotas quotas;

    CreateAliasOperation(Keys keys, KeyResolver resolver, Quotas quotas) {
        this.keys = keys;
        this.resolver = resolver;
        this.quotas = quotas;
    }

    /// What is to be named how.
    ///
    /// @param arn the alias to be
    /// @param key its target
    record Naming(AliasArn arn, KmsKey key) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<CreateAliasRequest> input() {
        return CreateAliasRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(CreateAliasRequest input) {
        return new Fields().text("aliasName", input.aliasName()).text("targetKeyId", input.targetKeyId());
    }

    @Override
    public Naming resolve(Call call, CreateAliasRequest input) {
        AliasName name = AliasRules.writableName(input.aliasName());
        KmsKey key = resolver.resolve(call, input.targetKeyId(), KeyForms.OWN_ID_OR_ARN);
        return new Naming(new AliasArn("aws", call.region(), call.account(), name), key);
    }

    @Override
    public List<Access> accesses(Call call, CreateAliasRequest input, Naming naming) {
        return List.of(Access.onAlias(NAME.action(), naming.arn()), Access.onKey(NAME.action(), naming.key()));
    }

    @Override
    public Unit run(Call call, CreateAliasRequest input, Naming naming) {
        AliasName name = naming.arn().name();
        if (keys.alias(call.account(), call.region(), name, call.reads()).isPresent()) {
            throw Errors.aliasExists(naming.arn());
        }
        KeyChecks.notPendingDeletion(naming.key());
        AliasRules.requireRoom(keys.store(), naming.key(), quotas);
        Alias alias = new Alias(call.account(), call.region(), name, naming.key().id(), 1, call.now(), call.now());
        call.change(new KeyChange.CreateAlias(alias));
        call.response().text("keyId", naming.key().arn());
        return Unit.UNIT;
    }
}
