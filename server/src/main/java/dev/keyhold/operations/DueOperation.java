package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.util.List;
import java.util.Optional;

/// What the schedule does with a key that is due. The key is read again when it is decided: since it was found,
/// somebody may have changed it, or another node have done it.
abstract class DueOperation implements Operation<DueKey, Optional<KmsKey>, Unit> {

    private final ApiName name;
    private final Keys keys;

    DueOperation(ApiName name, Keys keys) {
        this.name = name;
        this.keys = keys;
    }

    /// Does it to a key that is still due.
    abstract void act(Call call, KmsKey key);

    Keys keys() {
        return keys;
    }

    @Override
    public ApiName name() {
        return name;
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

    /// The key, noted as a resource of the call; empty if nothing is to be done with it any more.
    @Override
    public Optional<KmsKey> resolve(Call call, DueKey due) {
        Optional<KmsKey> key =
                keys.key(due.region(), due.id(), call.reads())
                        .filter(found -> found.account().equals(due.account()))
                        .filter(found -> found.dueAt(call.now()).equals(Optional.of(due.act())));
        key.ifPresent(call::concerns);
        return key;
    }

    @Override
    public List<Access> accesses(Call call, DueKey due, Optional<KmsKey> key) {
        return List.of(Access.onAccount(name.action()));
    }

    @Override
    public Unit run(Call call, DueKey due, Optional<KmsKey> stillDue) {
        stillDue.ifPresent(key -> act(call, key));
        return Unit.UNIT;
    }
}
