package dev.keyhold.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sts.StsClient;

/// A packaged server that tests run clients against, with its record on disk, so that a test can say what the server
/// saw. Threads: safe.
final class ClientServer {

    private final Transport transport;
    private final Endpoint endpoint;
    private final Credential root;
    private final Optional<Path> authority;
    private final Path data;
    private final KmsClient kms;
    private final StsClient sts;
    private final KmsClient setup;

    private ClientServer(Transport transport, Endpoint endpoint, Credential root, Optional<Path> authority, Path data) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.root = root;
        this.authority = authority;
        this.data = data;
        this.kms = endpoint.kms(root);
        this.sts = endpoint.sts(root);
        this.setup = endpoint.setup(root);
    }

    /// Starts one that ends, and whose data goes, with this JVM.
    static ClientServer start(Transport transport) {
        Path directory = temporary();
        Path data = directory.resolve("data");
        return switch (transport) {
            case HTTP -> {
                KeyholdProcess process =
                        KeyholdProcess.serve(
                                SharedServer.rootEnvironment(),
                                "dev",
                                "--listen",
                                "127.0.0.1:0",
                                "--data",
                                data.toString());
                endWithThisJvm(process, directory);
                yield new ClientServer(
                        transport, Endpoint.http(process.port()), Credential.ROOT, Optional.empty(), data);
            }
            case HTTPS -> {
                Deployment deployment = Deployment.sqlite(data);
                KeyholdProcess process = deployment.serve();
                endWithThisJvm(process, directory);
                yield of(deployment, deployment.endpoint(process));
            }
        };
    }

    /// One that somebody else started and ends.
    static ClientServer of(Deployment deployment, Endpoint endpoint) {
        return new ClientServer(
                Transport.HTTPS, endpoint, deployment.root(), Optional.of(deployment.authority()), deployment.data());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("keyhold-clients");
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static void endWithThisJvm(KeyholdProcess process, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            process.close();
                            delete(directory);
                        }));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException leftBehind) {
            // it lies in the directory for temporary files
        }
    }

    Transport transport() {
        return transport;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Credential root() {
        return root;
    }

    /// The CA to trust; there is none over HTTP.
    Optional<Path> authority() {
        return authority;
    }

    /// Root's client of the AWS SDK for Java, as a client under test.
    KmsClient kms() {
        return kms;
    }

    /// Root's client of the AWS SDK for Java, as a client under test.
    StsClient sts() {
        return sts;
    }

    /// Root's client for what a test needs besides the client under test; its calls are not counted.
    KmsClient setup() {
        return setup;
    }

    /// A new symmetric key, made besides.
    KeyMetadata newKey() {
        return setup.createKey().keyMetadata();
    }

    /// The variables that tell any AWS client to use this server, and this server alone.
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ACCESS_KEY_ID", root.id());
        environment.put("AWS_SECRET_ACCESS_KEY", root.secret());
        environment.put("AWS_ENDPOINT_URL", endpoint.uri().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", data.resolveSibling("no-config").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", data.resolveSibling("no-credentials").toString());
        authority.ifPresent(file -> {
            environment.put("AWS_CA_BUNDLE", file.toString());
            environment.put("NODE_EXTRA_CA_CERTS", file.toString());
        });
        return Map.copyOf(environment);
    }

    /// What the server has on record of calls, without those of [#setup()].
    List<RecordedCall> calls() {
        return RecordedCall.in(data).stream().filter(call -> !call.userAgent().contains(Endpoint.SETUP)).toList();
    }

    /// How often an operation on a key was answered, by the server's record.
    long calls(String operation, String keyArn) {
        return calls().stream()
                .filter(call -> call.succeeded() && call.operation().equals(operation) && call.keys().contains(keyArn))
                .count();
    }

    /// What the clients said of themselves when they called an operation on a key, by the server's record.
    List<String> userAgents(String operation, String keyArn) {
        return calls().stream()
                .filter(call -> call.operation().equals(operation) && call.keys().contains(keyArn))
                .map(RecordedCall::userAgent)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return endpoint.uri().toString();
    }
}
