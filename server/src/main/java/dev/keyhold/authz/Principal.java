package dev.keyhold.authz;

/// The authenticated caller of a request. Two principals are the same only if their ARNs are the same byte for byte.
public sealed interface Principal {
    /// The twelve digits of the account that the caller belongs to.
    String account();

    /// The ARN as it stands in policies, error texts and the audit record.
    String arn();

    /// Whether a key policy or a grant can name this: an account's root, a user, a role, the session of a role or a
    /// federated user. Wildcards, groups and other partitions are none of them.
    static boolean isArn(String text) {
        return Principals.isArn(text);
    }

    /// The root user of an account.
    record Root(String account) implements Principal {
        public Root {
            Accounts.require(account);
        }

        @Override
        public String arn() {
            return arnOf(account);
        }

        static String arnOf(String account) {
            return "arn:aws:iam::" + account + ":root";
        }
    }

    /// The server itself, acting for an account. No policy names it; what it may do its own policy says.
    ///
    /// @param account the account that it acts for
    /// @param arn its service name, which is no ARN
    record Service(String account, String arn) implements Principal {
        public Service {
            Accounts.require(account);
        }
    }

    /// An IAM user.
    ///
    /// @param path `/`, or segments between slashes such as `/engineering/payments/`
    /// @param name the name, without the path
    /// @param arn always `arn:aws:iam::<account>:user<path><name>`; kept because every decision compares it
    record User(String account, String path, String name, String arn) implements Principal {
        public User {
            Accounts.require(account);
            if (!path.startsWith("/") || !path.endsWith("/")) {
                throw new IllegalArgumentException("a path starts and ends with a slash");
            }
            if (name.isEmpty() || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("a user name is not empty and has no slash");
            }
            if (!arn.equals(arnOf(account, path, name))) {
                throw new IllegalArgumentException("the ARN of a user follows from account, path and name");
            }
        }

        public User(String account, String path, String name) {
            this(account, path, name, arnOf(account, path, name));
        }

        private static String arnOf(String account, String path, String name) {
            return "arn:aws:iam::" + account + ":user" + path + name;
        }
    }

    /// The session of a role that somebody has assumed.
    ///
    /// @param arn always `arn:aws:sts::<account>:assumed-role/<role's name>/<session's name>`
    /// @param roleArn always `arn:aws:iam::<account>:role<path><role's name>`; key policies and grants name either
    record RoleSession(String account, String arn, String roleArn) implements Principal {
        public RoleSession {
            Accounts.require(account);
            String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
            String sessions = "arn:aws:sts::" + account + ":assumed-role/" + role + "/";
            if (role.isEmpty()
                    || !roleArn.startsWith("arn:aws:iam::" + account + ":role/")
                    || !arn.startsWith(sessions)) {
                throw new IllegalArgumentException("the ARN of a session names its role");
            }
            if (arn.length() == sessions.length() || arn.indexOf('/', sessions.length()) >= 0) {
                throw new IllegalArgumentException("the name of a session is not empty and has no slash");
            }
        }

        /// @param path of the role
        /// @param role the role's name
        /// @param name the session's name
        public static RoleSession of(String account, String path, String role, String name) {
            return new RoleSession(
                    account,
                    "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + name,
                    "arn:aws:iam::" + account + ":role" + path + role);
        }
    }
}
