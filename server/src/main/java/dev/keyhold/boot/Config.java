package dev.keyhold.boot;

import dev.keyhold.authn.EnvironmentCredential;
import dev.keyhold.operations.Quotas;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a node runs.
///
/// @param data the node's files
/// @param database where state is; empty for SQLite in the data directory
/// @param listen the address of the API
/// @param admin the address of the metrics, empty for none
/// @param tls whether the API speaks TLS with the certificate in the data directory
/// @param rootKey the root key file; empty for the one in the data directory
/// @param regions the regions that are served; empty for any well-formed one
/// @param environment the development server's root credential, if it came with one
/// @param account the account in whose view the node's own acts are recorded
/// @param quotas how much of a thing there may be
/// @param development whether this is a development server
public record Config(
        DataDirectory data,
        Optional<Database> database,
        Address listen,
        Optional<Address> admin,
        boolean tls,
        Optional<Path> rootKey,
        List<String> regions,
        Optional<EnvironmentCredential> environment,
        String account,
        Quotas quotas,
        boolean development) {

    /// Copies the regions.
    public Config {
        regions = List.copyOf(regions);
    }

    /// A PostgreSQL database.
    ///
    /// @param url the JDBC URL
    /// @param user the database user
    /// @param password read from a file or the environment; empty where the database asks for none
    public record Database(String url, String user, String password) {

        /// The URL and user; never the password.
        @Override
        public String toString() {
            return "Database[" + url + ", " + user + "]";
        }
    }

    /// A host and port.
    ///
    /// @param host a name or address
    /// @param port 0 for any free one
    public record Address(String host, int port) {

        /// Reads `host:port`.
        ///
        /// @throws IllegalArgumentException if it is not that
        public static Address parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException("'" + text + "' is not host:port");
            }
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port < 0 || port > 65_535) {
                    throw new IllegalArgumentException("'" + text + "' has no valid port");
                }
                return new Address(text.substring(0, colon), port);
            } catch (NumberFormatException notNumber) {
                throw new IllegalArgumentException("'" + text + "' is not host:port", notNumber);
            }
        }
    }
}
