package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.DueGrant;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.Keys;
import java.util.List;
import java.util.Optional;

/// What the schedule does with a grant that has expired: it deletes it. The grant has allowed nothing since then.
final class ExpireGrantOperation implements Operation<DueGrant, Optional<Grant>, Unit> {

    private static final ApiName NAME = ApiName.kms("ExpireGrant");

    private final Keys keys;
    private final GrantStore store;

    ExpireGrantOperation(Keys keys, GrantStore store) {
        this.keys = keys;
        this.store = store;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<DueGrant> input() {
        return DueGrant.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(DueGrant due) {
        return Fields.none();
    }

    /// The grant; empty if somebody has ended it since it was found.
    @Override
    public Optional<Grant> resolve(Call call, DueGrant due) {
        Optional<Grant> grant = store.grant(due.account(), due.region(), due.key(), due.id());
        if (grant.isPresent()) {
            keys.key(due.region(), due.key(), call.reads()).ifPresent(call::concerns);
        }
        return grant;
    }

    @Override
    public List<Access> accesses(Call call, DueGrant due, Optional<Grant> grant) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public Unit run(Call call, DueGrant due, Optional<Grant> still) {
        still.ifPresent(grant -> {
            call.change(new GrantChange.DeleteGrant(grant));
            call.additional()
                    .text("keyId", grant.key())
                    .text("grantId", grant.id())
                    .text("granteePrincipal", grant.grantee())
                    .text("name", grant.name());
        });
        return Unit.UNIT;
    }
}
