package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.util.List;
import java.util.Optional;

/// What the schedule does with a key whose waiting period is over: it deletes the key with its material and aliases.
/// Nothing that was encrypted under it can be decrypted any more.
final class DeleteDueKeyOperation implements Operation<DueKey, Optional<KmsKey>, Unit> {

    private static final ApiName NAME = ApiName.kms("DeleteKey");

    private final Keys keys;

    DeleteDueKeyOperation(Keys keys) {
        this.keys = keys;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<DueKey> input() {
        return DueKey.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(DueKey due) {
        return Fields.none();
    }

    @Override
    public Optional<KmsKey> resolve(Call call, DueKey due) {
        return DueKeys.stillDue(call, keys, due);
    }

    @Override
    public List<Access> accesses(Call call, DueKey due, Optional<KmsKey> key) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public Unit run(Call call, DueKey due, Optional<KmsKey> stillDue) {
        stillDue.ifPresent(key -> {
            List<Alias> aliases = keys.store().aliasesOf(key.account(), key.region(), key.id(), "", Integer.MAX_VALUE);
            aliases.forEach(alias -> call.reads().note(alias.ref()));
            call.change(new KeyChange.DeleteKey(key, aliases));
            call.additional().text("keyId", key.id());
        });
        return Unit.UNIT;
    }
}
