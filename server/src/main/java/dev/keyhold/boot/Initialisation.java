package dev.keyhold.boot;

import dev.keyhold.audit.Fields;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.operations.Quotas;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `keyhold init`: makes a production deployment, or another node of one.
public final class Initialisation {

    private final Request request;
    private final Map<String, String> environment;
    private final PrintWriter out;

    /// What the command line says.
    ///
    /// @param data the node's data directory
    /// @param account the account
    /// @param listen where the server will listen
    /// @param names what clients call it
    /// @param regions what it serves
    /// @param databaseUrl PostgreSQL, or empty for SQLite
    /// @param databaseUser its user
    /// @param rootKey where the root key file is or shall be
    public record Request(
            Path data,
            String account,
            String listen,
            List<String> names,
            List<String> regions,
            Optional<String> databaseUrl,
            String databaseUser,
            Optional<Path> rootKey) {

        /// Copies the lists.
        public Request {
            names = List.copyOf(names);
            regions = List.copyOf(regions);
        }
    }

    /// @param request what the command line says
    /// @param environment the process's environment
    /// @param out where the one-time output goes
    public Initialisation(Request request, Map<String, String> environment, PrintWriter out) {
        this.request = request;
        this.environment = environment;
        this.out = out;
    }

    /// Does it.
    ///
    /// @throws IllegalStateException if the directory holds a node already
    public void run() {
        Logging.install();
        Clock clock = Clock.systemUTC();
        DataDirectory data = new DataDirectory(request.data()).create();
        NodeFile file = new NodeFile(data);
        if (Files.exists(file.path())) {
            throw new IllegalStateException(data.path() + " was initialised before");
        }
        Config.Address listen = Config.Address.parse(request.listen());
        Set<String> names = new LinkedHashSet<>(request.names());
        names.addAll(List.of("localhost", "127.0.0.1"));
        if (!listen.host().equals("0.0.0.0") && !listen.host().equals("::")) {
            names.add(listen.host());
        }
        ServerCertificate.create(data.tls(), List.copyOf(names), clock.instant(), new SecureRandom());
        file.write(request);

        Secrets secrets = Secrets.create();
        Config config =
                file.read(
                        Optional.of(new Config.Address("127.0.0.1", 0)), Optional.empty(), Quotas.DEFAULT, environment);
        boolean isNew = Deployments.createIfAbsent(config, clock, secrets);
        out.println(
                (isNew ? "Made a deployment in " : "Joined the database's deployment with a node in ") + data.path());
        out.println();
        try (Node node = Node.start(config, clock, Initialisation::cannotRecord)) {
            if (isNew) {
                printRoot(rootCredential(node, secrets));
            }
            print(data, names.iterator().next() + ":" + listen.port(), node.verifierKey());
        }
    }

    private AccessKeyFactory.Credential rootCredential(Node node, Secrets secrets) {
        AccessKeyFactory.Credential root = AccessKeyFactory.newCredential(secrets.randomness());
        node.records()
                .record(
                        request.account(),
                        "CreateRootCredential",
                        new Fields().text("accessKeyId", root.id()),
                        new IdentityChange.CreateAccessKey(
                                node.accessKeys()
                                        .wrap(root, request.account(), Optional.empty(), node.clock().instant())));
        return root;
    }

    private static void cannotRecord(Throwable cause) {
        throw new IllegalStateException("the log cannot be written", cause);
    }

    private void printRoot(AccessKeyFactory.Credential root) {
        out.println(
                "The account's root credential, shown this once. Root is for bootstrap and recovery: seal it away.");
        out.println("export AWS_ACCESS_KEY_ID=" + root.id());
        out.println("export AWS_SECRET_ACCESS_KEY=" + root.secret());
    }

    private void print(DataDirectory data, String endpoint, String verifierKey) {
        out.println("export AWS_ENDPOINT_URL=https://" + endpoint);
        out.println("export AWS_CA_BUNDLE=" + data.tls().resolve("ca.crt").toAbsolutePath());
        String region = request.regions().getFirst();
        out.println("export AWS_REGION=" + region + " AWS_DEFAULT_REGION=" + region);
        out.println();
        out.println(
                "The log's verifier key. Give it to your auditors now, they must not take it from the server later:");
        out.println(verifierKey);
        out.println();
        out.println("The root key is " + request.rootKey().orElse(data.rootKey()).toAbsolutePath() + ".");
        out.println("Whoever has it and the data can read every key; without it the data is lost. Keep a copy apart.");
        out.println();
        out.println("Start the server with: bin/keyhold server --data " + data.path());
    }
}
