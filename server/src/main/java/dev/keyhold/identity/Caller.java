package dev.keyhold.identity;

import java.util.Optional;

/// Who makes a call, as proven by a signature, or the server itself.
public sealed interface Caller {

    /// The 12-digit account.
    String account();

    /// The ARN as it stands in policies, error texts and the audit record; for the server itself its service name.
    String arn();

    /// The unique id of the identity.
    String principalId();

    /// The credential that signed; empty for the server itself.
    String accessKeyId();

    /// The account's root.
    ///
    /// @param account the 12-digit account
    /// @param accessKeyId the credential that signed
    record Root(String account, String accessKeyId) implements Caller {

        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }

        @Override
        public String principalId() {
            return account;
        }
    }

    /// An IAM user.
    ///
    /// @param user the user as stored
    /// @param session if the credential is a temporary one
    /// @param accessKeyId the credential that signed
    record OfUser(User user, Optional<Session> session, String accessKeyId) implements Caller {

        @Override
        public String account() {
            return user.account();
        }

        @Override
        public String arn() {
            return user.arn();
        }

        @Override
        public String principalId() {
            return user.id();
        }
    }

    /// The session of a role.
    ///
    /// @param role the role as stored
    /// @param session the session as its token tells it
    /// @param accessKeyId the temporary credential that signed
    record OfRole(Role role, Session session, String accessKeyId) implements Caller {

        @Override
        public String account() {
            return role.account();
        }

        @Override
        public String arn() {
            return "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + session.name();
        }

        @Override
        public String principalId() {
            return role.id() + ":" + session.name();
        }
    }

    /// The server, which does by itself what a key's owner has asked for in advance.
    ///
    /// @param account the owner of the key
    record Service(String account) implements Caller {

        /// The name by which it stands in the record.
        public static final String NAME = "schedule.keyhold";

        @Override
        public String arn() {
            return NAME;
        }

        @Override
        public String principalId() {
            return NAME;
        }

        @Override
        public String accessKeyId() {
            return "";
        }
    }
}
