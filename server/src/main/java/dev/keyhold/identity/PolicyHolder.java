package dev.keyhold.identity;

import dev.keyhold.audit.EntityRef;
import java.time.Instant;
import java.util.Locale;

/// An identity that carries policies. Its name can change and be given again; its id cannot, and is what others refer
/// to.
public sealed interface PolicyHolder permits User, Group, Role {

    /// The three kinds, each with names of its own.
    enum Kind {
        /// A person or a service.
        USER,
        /// Users that share policies.
        GROUP,
        /// What somebody who is trusted may become for a while.
        ROLE;

        /// As it stands in ARNs and in the store.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Which of the three it is.
    Kind kind();

    /// The 12-digit account.
    String account();

    /// `/`, or segments between slashes.
    String path();

    /// Unique in the account among its kind, without regard to case.
    String name();

    /// Four letters that tell the kind and 17 characters; never given again.
    String id();

    /// Grows by one with every change.
    long version();

    /// Creation time.
    Instant created();

    /// What it carries.
    Attachments attachments();

    /// The same with other policies, one version on.
    PolicyHolder with(Attachments newAttachments);

    /// The ARN as it stands in policies and in the record.
    default String arn() {
        return "arn:aws:iam::" + account() + ":" + kind().word() + path() + name();
    }

    /// What a decision about this identity depends on.
    default EntityRef ref() {
        return ref(id());
    }

    /// The name of the identity with this id, whether or not it exists.
    static EntityRef ref(String id) {
        return new EntityRef("identity/" + id);
    }
}
