package dev.keyhold.operations.iam;

import dev.keyhold.identity.Caller;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.iam.IamErrors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds users, groups and roles by the names that requests give.
final class Holders {

    private final IdentityStore store;

    /// @param store what is committed
    Holders(IdentityStore store) {
        this.store = store;
    }

    IdentityStore store() {
        return store;
    }

    /// A name of a request, and who has it. Whether somebody has it is told only to who may know.
    ///
    /// @param found empty if nobody does
    record Named(Kind kind, String account, String name, Optional<PolicyHolder> found) {

        /// What is to be authorised: of nobody the ARN that one without a path would have.
        String arn() {
            return found.map(PolicyHolder::arn)
                    .orElseGet(() -> "arn:aws:iam::" + account + ":" + kind.word() + "/" + name);
        }

        /// Who has the name.
        ///
        /// @throws KmsException NoSuchEntity
        PolicyHolder require() {
            return found.orElseThrow(() -> notFound(kind, name));
        }
    }

    /// Who has a name, noted as read.
    Named find(Call call, Kind kind, String name) {
        Optional<? extends PolicyHolder> found =
                switch (kind) {
                    case USER -> store.user(call.account(), name);
                    case GROUP -> store.group(call.account(), name);
                    case ROLE -> store.role(call.account(), name);
                };
        found.ifPresent(holder -> call.reads().note(holder.ref()));
        return new Named(kind, call.account(), name, found.map(holder -> holder));
    }

    /// The user with a name, or the one who calls if none is given.
    Named findUser(Call call, @Nullable String name) {
        if (name != null) {
            return find(call, Kind.USER, name);
        }
        if (call.caller() instanceof Caller.OfUser caller) {
            return find(call, Kind.USER, caller.user().name());
        }
        throw IamErrors.userNameRequired();
    }

    static KmsException notFound(Kind kind, String name) {
        return switch (kind) {
            case USER -> IamErrors.userNotFound(name);
            case GROUP -> IamErrors.groupNotFound(name);
            case ROLE -> IamErrors.roleNotFound(name);
        };
    }

    /// Whether somebody of a kind has the name, whatever its case.
    boolean isTaken(String account, Kind kind, String name) {
        return store.isNameTaken(account, kind, name);
    }

    /// Refuses one more than there can be.
    static void requireRoom(long there, int most, String quota) {
        if (there >= most) {
            throw IamErrors.quotaExceeded(quota, most);
        }
    }

    /// Refuses to delete who still carries policies.
    static void requireBare(PolicyHolder holder) {
        if (!holder.attachments().managed().isEmpty()) {
            throw IamErrors.deleteConflict("detach all policies");
        }
        if (!holder.attachments().inline().isEmpty()) {
            throw IamErrors.deleteConflict("delete policies");
        }
    }
}
