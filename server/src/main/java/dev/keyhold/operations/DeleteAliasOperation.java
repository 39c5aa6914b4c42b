package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.kms.DeleteAliasRequest;
import java.util.List;

/// DeleteAlias: works in every state of the key. It needs the action on the alias and on the key.
final class DeleteAliasOperation implements Operation<DeleteAliasRequest, DeleteAliasOperation.Named, Unit> {

    private static final ApiName NAME = ApiName.kms("DeleteAlias");

    private final Keys keys;

    DeleteAliasOperation(Keys keys) {
        this.keys = keys;
    }

    /// The alias and the key it names.
    ///
    /// @param alias the alias as it is
    /// @param key its target
    record Named(Alias alias, KmsKey key) {}

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<DeleteAliasRequest> input() {
        return DeleteAliasRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(DeleteAliasRequest input) {
        return new Fields().text("aliasName", input.aliasName());
    }

    @Override
    public Named resolve(Call call, DeleteAliasRequest input) {
        Alias alias = AliasRules.existing(call, keys, input.aliasName());
        KmsKey key =
                keys.key(alias.region(), alias.target(), call.reads())
                        .orElseThrow(() ->
                                Errors.keyNotFound(new KeyArn("aws", alias.region(), alias.account(), alias.target())));
        call.concerns(key);
        return new Named(alias, key);
    }

    @Override
    public List<Access> accesses(Call call, DeleteAliasRequest input, Named named) {
        return List.of(Access.onAlias(NAME.action(), named.alias().arn()), Access.onKey(NAME.action(), named.key()));
    }

    @Override
    public Unit run(Call call, DeleteAliasRequest input, Named named) {
        call.change(new KeyChange.DeleteAlias(named.alias()));
        call.response().text("keyId", named.key().arn());
        return Unit.UNIT;
    }
}
