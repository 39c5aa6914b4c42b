package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.kms.UpdateAliasRequest;
import java.util.List;

/// UpdateAlias: an existing alias names another key, which is how a key is rotated by hand. It needs the action on the
/// alias, on the key that it named and on the key that it will name.
final class UpdateAliasOperation implements Operation<UpdateAliasRequest, UpdateAliasOperation.Repointing, Unit> {

    private static final ApiName NAME = ApiName.kms("UpdateAlias");

    private final Keys keys;
    private final KeyResolver resolver;
    private final Quotas quotas;

    UpdateAliasOperation(Keys keys, KeyResolver resolver, Quotas quotas) {
        this.keys = keys;
        this.resolver = resolver;
        this.quotas = quotas;
    }

    /// From where to where.
    ///
    /// @param alias the alias as it is
    /// @param from the key it names
    /// @param to the key it will name
    record Repointing(Alias alias, KmsKey from, KmsKey to) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<UpdateAliasRequest> input() {
        return UpdateAliasRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(UpdateAliasRequest input) {
        return new Fields().text("aliasName", input.aliasName()).text("targetKeyId", input.targetKeyId());
    }

    @Override
    public Repointing resolve(Call call, UpdateAliasRequest input) {
        AliasRules.writableName(input.aliasName());
        Alias alias = AliasRules.existing(call, keys, input.aliasName());
        KmsKey to = resolver.resolve(call, input.targetKeyId(), KeyForms.OWN_ID_OR_ARN);
        KmsKey from =
                keys.key(alias.region(), alias.target(), call.reads())
                        .orElseThrow(() ->
                                Errors.keyNotFound(new KeyArn("aws", alias.region(), alias.account(), alias.target())));
        call.concerns(from);
        return new Repointing(alias, from, to);
    }

    @Override
    public List<Access> accesses(Call call, UpdateAliasRequest input, Repointing repointing) {
        return List.of(
                Access.onAlias(NAME.action(), repointing.alias().arn()),
                Access.onKey(NAME.action(), repointing.from()),
                Access.onKey(NAME.action(), repointing.to()));
    }

    @Override
    public Unit run(Call call, UpdateAliasRequest input, Repointing repointing) {
        KeyChecks.notPendingDeletion(repointing.to());
        if (!repointing.from().id().equals(repointing.to().id())) {
            AliasRules.requireRoom(keys.store(), repointing.to(), quotas);
        }
        call.change(new KeyChange.UpdateAlias(repointing.alias().repointed(repointing.to().id(), call.now())));
        call.response().text("keyId", repointing.to().arn());
        return Unit.UNIT;
    }
}
