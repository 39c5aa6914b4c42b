package dev.keyhold.operations;

import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.util.List;

/// What the schedule does with a key whose waiting period is over: it deletes the key with its material and aliases.
/// Nothing that was encrypted under it can be decrypted any more.
final class DeleteDueKeyOperation extends DueOperation {

    DeleteDueKeyOperation(Keys keys) {
        super(ApiName.kms("DeleteKey"), keys);
    }

    @Override
    void act(Call call, KmsKey key) {
        List<Alias> aliases = keys().store().aliasesOf(key.account(), key.region(), key.id(), "", Integer.MAX_VALUE);
        aliases.forEach(alias -> call.reads().note(alias.ref()));
        call.change(new KeyChange.DeleteKey(key, aliases));
        call.additional().text("keyId", key.id());
    }
}
