package dev.keyhold.boot;

import dev.keyhold.audit.Fields;
import dev.keyhold.authn.EnvironmentCredential;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.crypto.HardeningReport;
import dev.keyhold.crypto.ProcessHardening;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.User;
import dev.keyhold.operations.Quotas;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `keyhold dev`: a server for development. Signatures are always verified and every call is on record, but root does
/// everything and nothing stands between one person and a key, which it says loudly.
public final class DevelopmentServer {

    private static final String ID_VARIABLE = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_VARIABLE = "AWS_SECRET_ACCESS_KEY";
    private static final String TOKEN_VARIABLE = "AWS_SESSION_TOKEN";

    private final Options options;
    private final Map<String, String> environment;
    private final PrintWriter out;

    /// What the command line says.
    ///
    /// @param data where everything is kept; empty to keep nothing
    /// @param listen the API's address
    /// @param admin the metrics' address
    /// @param account the account whose root the environment's credential is
    /// @param quotas how much of a thing there may be
    /// @param users name to identity policy file
    public record Options(
            Optional<DataDirectory> data,
            Config.Address listen,
            Optional<Config.Address> admin,
            String account,
            Quotas quotas,
            Map<String, Path> users) {

        /// Copies the users.
        public Options {
            users = Map.copyOf(users);
        }
    }

    /// @param options what the command line says
    /// @param environment the process's environment
    /// @param out where the banner goes
    public DevelopmentServer(Options options, Map<String, String> environment, PrintWriter out) {
        this.options = options;
        this.environment = environment;
        this.out = out;
    }

    /// Serves until the process is told to stop.
    ///
    /// @return the exit code
    public int run() throws IOException {
        Clock clock = Clock.systemUTC();
        warnAboutTheProcess();
        DataDirectory data = options.data().orElseGet(DataDirectory::temporary).create();
        Secrets secrets = Secrets.create();
        RootCredential root = rootCredential(secrets);
        Config config =
                new Config(
                        data,
                        Optional.empty(),
                        options.listen(),
                        options.admin(),
                        false,
                        Optional.empty(),
                        List.of(),
                        Optional.of(root.credential()),
                        options.account(),
                        options.quotas(),
                        true);
        Deployments.createIfAbsent(config, clock, secrets);
        return Lifecycle.serve(
                config,
                clock,
                out,
                node -> announce(node, root, secrets),
                () -> {
                    if (options.data().isEmpty()) {
                        data.delete();
                    }
                });
    }

    private void warnAboutTheProcess() {
        for (HardeningReport.Finding violation : ProcessHardening.apply().violations()) {
            out.println("# warning: " + violation.advice());
        }
    }

    /// The credential of the environment, or a new one whose exports are to be printed.
    ///
    /// @param credential what the server accepts as root
    /// @param exports what the reader needs to use it; empty if it came from the environment
    private record RootCredential(EnvironmentCredential credential, List<String> exports) {}

    private RootCredential rootCredential(Secrets secrets) {
        String id = environment.getOrDefault(ID_VARIABLE, "");
        String secret = environment.getOrDefault(SECRET_VARIABLE, "");
        if (id.isEmpty() != secret.isEmpty()) {
            throw new IllegalArgumentException(
                    ID_VARIABLE + " and " + SECRET_VARIABLE + " must be set together, or neither");
        }
        Optional<String> token = Optional.ofNullable(environment.get(TOKEN_VARIABLE)).filter(t -> !t.isEmpty());
        if (!id.isEmpty()) {
            return new RootCredential(
                    new EnvironmentCredential(id, options.account(), secretBytes(secret), token), List.of());
        }
        AccessKeyFactory.Credential made = AccessKeyFactory.newCredential(secrets.randomness());
        return new RootCredential(
                new EnvironmentCredential(made.id(), options.account(), secretBytes(made.secret()), Optional.empty()),
                List.of("export " + ID_VARIABLE + "=" + made.id(), "export " + SECRET_VARIABLE + "=" + made.secret()));
    }

    private static SecretBytes secretBytes(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void announce(Node node, RootCredential root, Secrets secrets) {
        String endpoint = "http://" + options.listen().host() + ":" + node.port();
        out.println("Keyhold development server. Not for production: root has no duty here and may do everything,");
        out.println(
                "there is no TLS, and "
                        + (options.data().isEmpty() ? "nothing is kept." : "the root key lies beside the data."));
        out.println();
        root.exports().forEach(out::println);
        out.println("export AWS_ENDPOINT_URL=" + endpoint);
        out.println("export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1");
        options.users().forEach((name, policy) -> addUser(node, name, policy, secrets));
        out.println();
    }

    private void addUser(Node node, String name, Path policyFile, Secrets secrets) {
        if (node.identityStore().user(options.account(), name).isPresent()) {
            out.println("# user " + name + " exists already and keeps its policy and credentials");
            return;
        }
        String policy = readPolicy(policyFile);
        User user =
                new User(
                        options.account(),
                        "/",
                        name,
                        AccessKeyFactory.userId(secrets.randomness()),
                        node.clock().instant(),
                        Attachments.inline(policyFile.getFileName().toString(), policy));
        AccessKeyFactory.Credential credential = AccessKeyFactory.newCredential(secrets.randomness());
        node.records()
                .record(
                        options.account(),
                        "CreateUser",
                        new Fields().text("userName", name),
                        new IdentityChange.Create(user));
        node.records()
                .record(
                        options.account(),
                        "CreateAccessKey",
                        new Fields().text("userName", name).text("accessKeyId", credential.id()),
                        new IdentityChange.CreateAccessKey(
                                node.accessKeys()
                                        .wrap(
                                                credential,
                                                options.account(),
                                                Optional.of(user.id()),
                                                node.clock().instant())));
        out.println("# user " + name);
        out.println("#   " + ID_VARIABLE + "=" + credential.id());
        out.println("#   " + SECRET_VARIABLE + "=" + credential.secret());
    }

    private static String readPolicy(Path file) {
        try {
            String policy = Files.readString(file);
            PolicyDocument.parseIdentityPolicy(policy);
            return policy;
        } catch (IOException cannot) {
            throw new IllegalArgumentException("cannot read the policy " + file, cannot);
        }
    }
}
