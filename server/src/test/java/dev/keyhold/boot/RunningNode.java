package dev.keyhold.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.Fields;
import dev.keyhold.audit.StoredLog;
import dev.keyhold.authn.EnvironmentCredential;
import dev.keyhold.authn.TestSigner;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import dev.keyhold.operations.Quotas;
import dev.keyhold.store.Store;
import dev.keyhold.store.postgres.EmbeddedPostgresServer;
import dev.keyhold.store.sqlite.SqliteStore;
import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.TrustedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// A whole node in this process, on a free loopback port, with its data in a directory of the test.
public final class RunningNode implements AutoCloseable {

    /// The account.
    public static final String ACCOUNT = "111122223333";

    /// Where the clients say that they are.
    public static final String REGION = "eu-central-1";

    /// The account's root.
    public static final TestSigner ROOT = new TestSigner("AKIAROOTROOTROOTROOT", "the secret of root");

    private final Path directory;
    private final Node node;
    private final Secrets secrets = Secrets.create();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<SdkClient> clients = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean running = true;

    /// Makes a deployment in the directory if there is none, and starts.
    public RunningNode(Path directory) {
        this(directory, Clock.systemUTC());
    }

    /// As above, by another clock.
    public RunningNode(Path directory, Clock clock) {
        this(directory, clock, Optional.empty(), directory.resolve("root.key"));
    }

    /// A node with a directory of its own on a database that it may share with others.
    ///
    /// @param url of a PostgreSQL database
    /// @param rootKey the deployment's, made by its first node
    public RunningNode(Path directory, String url, Path rootKey) {
        this(directory, Clock.systemUTC(), Optional.of(url), rootKey);
    }

    private RunningNode(Path directory, Clock clock, Optional<String> url, Path rootKey) {
        this.directory = directory;
        Config config =
                new Config(
                        new DataDirectory(directory),
                        url.map(database -> new Config.Database(database, EmbeddedPostgresServer.USER, "")),
                        new Config.Address("127.0.0.1", 0),
                        Optional.empty(),
                        false,
                        Optional.of(rootKey),
                        List.of(),
                        Optional.of(
                                new EnvironmentCredential(
                                        ROOT.accessKeyId(),
                                        ACCOUNT,
                                        SecretBytes.takeFrom(TestSigner.utf8(ROOT.secret())),
                                        Optional.empty())),
                        ACCOUNT,
                        Quotas.DEFAULT,
                        true);
        Deployments.createIfAbsent(config, clock, secrets);
        this.node = Node.start(config, clock, failures::add);
    }

    /// Where it listens.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + node.port());
    }

    /// A new user without policies, with a credential.
    public TestSigner user(String name) {
        return user(name, Map.of());
    }

    /// A new user with these inline policies, with a credential.
    public TestSigner user(String name, Map<String, String> policies) {
        return user(name, Attachments.NONE.withInline(policies));
    }

    /// A new user that carries these policies, with a credential.
    public TestSigner user(String name, Attachments attachments) {
        User user =
                new User(
                        ACCOUNT,
                        "/",
                        name,
                        AccessKeyFactory.userId(secrets.randomness()),
                        node.clock().instant(),
                        attachments);
        AccessKeyFactory.Credential credential = AccessKeyFactory.newCredential(secrets.randomness());
        node.records().record(ACCOUNT, "CreateUser", new Fields(), new IdentityChange.Create(user));
        node.records()
                .record(
                        ACCOUNT,
                        "CreateAccessKey",
                        new Fields(),
                        new IdentityChange.CreateAccessKey(
                                node.accessKeys()
                                        .wrap(credential, ACCOUNT, Optional.of(user.id()), node.clock().instant())));
        return new TestSigner(credential.id(), credential.secret());
    }

    /// A new role that nobody may become.
    public void role(String name) {
        Role role =
                new Role(
                        ACCOUNT,
                        "/",
                        name,
                        AccessKeyFactory.newId("AROA", secrets.randomness()),
                        1,
                        node.clock().instant(),
                        Attachments.NONE,
                        "{}",
                        "",
                        Duration.ofHours(1),
                        Map.of());
        node.records().record(ACCOUNT, "CreateRole", new Fields(), new IdentityChange.Create(role));
    }

    /// A new managed policy.
    ///
    /// @return its ARN
    public String policy(String path, String name, String document) {
        ManagedPolicy policy =
                new ManagedPolicy(
                        ACCOUNT,
                        path,
                        name,
                        AccessKeyFactory.newId("ANPA", secrets.randomness()),
                        1,
                        node.clock().instant(),
                        node.clock().instant(),
                        "",
                        1,
                        1,
                        new TreeMap<>(Map.of(1, new ManagedPolicy.Text(document, node.clock().instant()))),
                        Map.of());
        node.records().record(ACCOUNT, "CreatePolicy", new Fields(), new IdentityChange.CreatePolicy(policy));
        return policy.arn();
    }

    /// A client of this node that never tries again, so that a call is one request.
    public KmsClient client(TestSigner credential) {
        return client(KmsClient.builder().region(Region.of(REGION)), credential);
    }

    /// A client for IAM, likewise.
    public IamClient iam(TestSigner credential) {
        return client(IamClient.builder().region(Region.AWS_GLOBAL), credential);
    }

    /// A client for STS, likewise.
    public StsClient sts(TestSigner credential) {
        return client(StsClient.builder().region(Region.of(REGION)), credential);
    }

    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C client(
            B builder, TestSigner credential) {
        C client =
                builder.endpointOverride(endpoint())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(credential.accessKeyId(), credential.secret())))
                        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        clients.add(client);
        return client;
    }

    /// Sends a signed request as it is.
    public HttpResponse<String> send(TestSigner signer, String target, String body) {
        byte[] bytes = TestSigner.utf8(body);
        return send(signer.sign(endpoint(), target, bytes, node.clock().instant()), bytes);
    }

    /// Does all that is due by the node's clock.
    public void doWhatIsDue() {
        node.scheduler().run();
    }

    /// Sends a request with these headers.
    public HttpResponse<String> send(Map<String, List<String>> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint().resolve("/")).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> {
            if (!name.equals("host") && !name.equals("content-length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /// Stops the node in order, lets an auditor verify its log, and gives all records in order.
    public List<String> recordsAfterStop() {
        close();
        try (Store store = SqliteStore.open(directory)) {
            String name = store.logs().nodes().getFirst();
            StoredLog log = new StoredLog(store.logs(), name);
            String key = Files.readString(directory.resolve("node.pub")).strip();
            assertThat(new LogVerifier(TrustedKey.parse(key)).verify(log).problems()).isEmpty();
            return log.entries().stream().map(entry -> new String(entry.record(), StandardCharsets.UTF_8)).toList();
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    @Override
    public void close() {
        if (running) {
            running = false;
            clients.forEach(SdkClient::close);
            http.close();
            node.close();
            assertThat(failures).isEmpty();
        }
    }
}
