package dev.keyhold.operations.iam;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.RequestFacts;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.iam.IamErrors;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
            return found.map(PolicyHolder::arn).orElseGet(() -> arn("/", name));
        }

        /// The ARN that this identity would have under another name or path.
        ///
        /// @param newPath null for the path that it has
        /// @param newName null for the name that it has
        String arn(@Nullable String newPath, @Nullable String newName) {
            String path = newPath != null ? newPath : found.map(PolicyHolder::path).orElse("/");
            return "arn:aws:iam::" + account + ":" + kind.word() + path + Objects.requireNonNullElse(newName, name);
        }

        /// What conditions can ask about the tags of a user or role.
        RequestContext tags() {
            Map<String, String> tags = found.map(HolderTags::of).orElse(Map.of());
            return key ->
                    Stream.of("aws:resourcetag/", "iam:resourcetag/")
                            .flatMap(prefix -> RequestFacts.named(tags, prefix, key).stream())
                            .toList();
        }

        /// What conditions can ask about the boundary of a user or role.
        RequestContext boundary() {
            return found.flatMap(holder -> holder.attachments().boundary())
                    .map(PolicyArns::asBoundary)
                    .orElse(RequestContext.EMPTY);
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
